/* What is done before the services of a bureau start; `usage` lists it. */
import { readConfig } from '@yidi/service';
import { bureaus } from '@yidi/stack';
import { makeAuthority, makeBureauKeys, makeDirectory } from './bureau-keys.js';
import { prepare, Servers } from './prepare.js';
import { drawSecrets } from './secrets.js';

const usage = `usage: node tools/containers/dist/main.js
  bureau <about.json> <folder>                          a bureau's own keys and its entry for the directory
  authority <folder>                                    the key that signs the directory; prints its public half
  directory <authority.json> <number> <entry.json …>    prints the signed directory
  secrets                                               docker-compose.yml: before the servers start
  prepare                                               docker-compose.yml: when the servers run`;

const folder = process.env['SECRETS_FOLDER'] ?? '/etc/yidi';
const [act = '', ...args] = process.argv.slice(2);

async function perform([first = '', second = '', ...rest]: readonly string[]): Promise<void> {
  if (act === 'bureau' && second) makeBureauKeys(first, second);
  else if (act === 'authority' && first) console.log(makeAuthority(first));
  else if (act === 'directory' && rest.length > 0) console.log(makeDirectory(first, Number(second), rest));
  else if (act === 'secrets') drawSecrets({ folder, bureaus });
  else if (act === 'prepare') await prepare(folder, bureaus, readConfig(Servers, process.env));
  else throw new Error(usage);
}

try {
  await perform(args);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
