import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { cloneFolder } from '../src/folders.js';
import { commandLine } from '../src/servers/leftovers.js';
import { eventually } from './eventually.js';

/** Ours alone, so that servers of other runs are not taken for ours. */
let temporary: string;

const program = join(cloneFolder, 'tools/stack/dist/with-servers.js');

/** Its servers are real: none of ours is given. */
function withServers(script: string, env: Record<string, string> = {}) {
  const { KAFKA_BROKERS: _kafka, DATABASE_URL: _database, ...rest } = process.env;
  const child = spawn(process.execPath, [program, '--', process.execPath, '-e', script], {
    env: { ...rest, TMPDIR: temporary, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, output: text(child.stdout), errors: text(child.stderr), exited: once(child, 'exit') };
}

/** The processes whose command line names this folder. */
function processesOf(folder: string): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => commandLine(pid)?.includes(folder));
}

describe('a command under real servers', () => {
  beforeAll(() => {
    temporary = mkdtempSync(join(tmpdir(), 'yidi-with-servers-'));
    chmodSync(temporary, 0o711);
  });
  afterAll(() => rmSync(temporary, { recursive: true }));

  it('gets their addresses, and its exit code is passed on', async () => {
    const { output, exited } = withServers('console.log(JSON.stringify(process.env)); process.exit(7)');
    expect(await exited).toEqual([7, null]);
    const env = JSON.parse(await output) as Record<string, string>;
    expect(env['TEST_KAFKA_BROKERS']).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(env['TEST_DATABASE_URL']).toMatch(/^postgres:\/\/postgres:.+@127\.0\.0\.1:\d+\/postgres$/);
    for (const name of ['TEST_KAFKA_ADMIN_USERNAME', 'TEST_KAFKA_ADMIN_PASSWORD', 'TEST_BUREAU_PASSWORD']) {
      expect(env[name]).toBeTruthy();
    }
  }, 60_000);

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'leaves no process and no file behind after %s',
    async (signal) => {
      const { child, exited } = withServers('setInterval(() => {}, 1000)');
      const folder = await eventually(() => {
        const [name] = readdirSync(temporary);
        if (name === undefined || processesOf(join(temporary, name)).length < 2) throw new Error('not up yet');
        return join(temporary, name);
      });
      child.kill(signal);
      await exited;
      await eventually(() => {
        expect(processesOf(folder)).toEqual([]);
        expect(existsSync(folder)).toBe(false);
      });
    },
    90_000,
  );

  it('says in a sentence what is missing', async () => {
    const { errors, exited } = withServers('', { KAFKA_BROKERS: '127.0.0.1:1' });
    expect(await exited).toEqual([1, null]);
    expect(await errors).toContain('KAFKA_BROKERS is set, so KAFKA_ADMIN_USERNAME is needed too.');
  }, 60_000);
});
