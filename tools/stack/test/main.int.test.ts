import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { cloneFolder } from '../src/folders.js';
import { commandLine } from '../src/servers/leftovers.js';
import { freePortBase } from '../src/stack/test-stack.js';
import { eventually } from './eventually.js';

/* The services here are stand-ins that only answer `ready`, so the walk always breaks off at its first act. */
describe('npm start', () => {
  let folder: string;
  let portBase: number;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yidi-start-'));
    chmodSync(folder, 0o711);
    portBase = await freePortBase();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function start(...flags: string[]) {
    const { KAFKA_BROKERS: _kafka, DATABASE_URL: _database, ...env } = process.env;
    const child = spawn(process.execPath, [join(cloneFolder, 'tools/stack/dist/main.js'), ...flags], {
      env: {
        ...env,
        YIDI_PORT_BASE: String(portBase),
        YIDI_FOLDER: folder,
        YIDI_STACK_TEST_PROGRAMS: join(cloneFolder, 'tools/stack/test/fixtures'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => (said += piece));
    const says = (words: string) => eventually(() => expect(said).toContain(words), 60_000);
    return { child, says, output: text(child.stdout), exited: once(child, 'exit') };
  }
  const nothingIsLeft = () =>
    eventually(() => {
      const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
      expect(pids.map((pid) => commandLine(Number(pid))).filter((line) => line?.includes(folder))).toEqual([]);
    });

  it('ends with a sentence and exit code 1 when the road is broken, and leaves nothing behind', async () => {
    const { output, exited } = start('--once');
    expect(await exited).toEqual([1, null]);
    expect(await output).toContain('Everything is up');
    expect(await output).toContain('The application did not get to the end of the road:');
    await nothingIsLeft();
  }, 90_000);

  it('says which port is in use, by whom it is wanted and what to do', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(portBase + 102, '127.0.0.1', resolve));
    const { output, exited } = start('--once');
    expect(await exited).toEqual([1, null]);
    expect(await output).toMatch(`Port ${portBase + 102} (990101.review) in use`);
    await new Promise((resolve) => server.close(resolve));
    await nothingIsLeft();
  }, 30_000);

  it('stops everything on Ctrl-C, also while it is still starting', async () => {
    const { child, says, exited } = start();
    await says('PostgreSQL with a database per service');
    child.kill('SIGINT');
    expect(await exited).toEqual([130, null]);
    await nothingIsLeft();
  }, 60_000);

  it('is not disturbed by a second start, and starts again at once after kill -9', async () => {
    const first = start();
    await first.says('PostgreSQL with a database per service');
    const second = start();
    expect(await second.exited).toEqual([1, null]);
    expect(await second.output).toContain('Yidi already runs from this folder');
    first.child.kill('SIGKILL');
    await first.exited;
    const third = start('--once');
    expect(await third.exited).toEqual([1, null]);
    expect(await third.output).toContain('Everything is up');
    await nothingIsLeft();
  }, 120_000);
});
