/* `main.js secrets` before the servers start, `main.js prepare` when they run; both may be repeated. */
import { readConfig } from '@yidi/service';
import { bureaus } from '@yidi/stack';
import { prepare, Servers } from './prepare.js';
import { drawSecrets } from './secrets.js';

const folder = process.env['SECRETS_FOLDER'] ?? '/etc/yidi';
const acts: Readonly<Record<string, () => unknown>> = {
  secrets: () => drawSecrets({ folder, bureaus }),
  prepare: () => prepare(folder, bureaus, readConfig(Servers, process.env)),
};

try {
  const act = acts[process.argv[2] ?? ''];
  if (!act) throw new Error(`usage: main.js ${Object.keys(acts).join('|')}`);
  await act();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
