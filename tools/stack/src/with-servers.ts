/* `node tools/stack/dist/with-servers.js -- <command …>`: the command under real Kafka and PostgreSQL; its exit code is ours. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { inWords } from './sentence.js';
import { Reaper } from './servers/reaper.js';
import { startTestServers } from './servers/test-servers.js';

const [command, ...args] = process.argv.slice(process.argv[2] === '--' ? 3 : 2);
if (command === undefined) {
  console.error('usage: node tools/stack/dist/with-servers.js -- <command …>');
  process.exit(2);
}

const reaper = new Reaper();
let running: ReturnType<typeof spawn> | undefined;
let stopped: NodeJS.Signals | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopped = signal;
    running?.kill(signal);
  });
}

function runUnder(env: Readonly<Record<string, string>>, program: string): Promise<number> {
  return new Promise((resolve, reject) => {
    running = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    if (running.pid !== undefined) reaper.watch(running.pid);
    running.once('error', reject);
    running.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

try {
  const servers = await startTestServers(reaper);
  try {
    process.exitCode = stopped ? 128 + constants.signals[stopped] : await runUnder(servers.env, command);
  } finally {
    await servers.stop();
  }
} catch (error) {
  console.error(inWords(error));
  process.exitCode = 1;
} finally {
  await reaper.close();
}
