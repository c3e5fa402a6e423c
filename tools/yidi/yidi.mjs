/* `npm run -s yidi -- <command>`: builds what has changed, silently, and becomes the command line. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const clone = join(import.meta.dirname, '../..');
const turbo = join(clone, 'node_modules/.bin/turbo');
const build = spawnSync(turbo, ['build', '--filter=@yidi/operator', '--output-logs=errors-only'], {
  cwd: clone,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
});
if (build.status !== 0) process.exit(1);
await import('./dist/main.js');
