/* What is done before the services of a bureau start; `usage` lists it. */
import { readConfig } from '@yidi/service';
import { bureaus } from '@yidi/stack';
import { prepare, Servers } from './prepare.js';
import { drawSecrets } from './secrets.js';

const usage = `usage: node tools/containers/dist/main.js
  secrets    docker-compose.yml: before the servers start
  prepare    docker-compose.yml: when the servers run`;

const folder = process.env['SECRETS_FOLDER'] ?? '/etc/yidi';
const [act = ''] = process.argv.slice(2);

try {
  if (act === 'secrets') drawSecrets({ folder, bureaus });
  else if (act === 'prepare') await prepare(folder, bureaus, readConfig(Servers, process.env));
  else throw new Error(usage);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
