import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { standInPorts } from '../src/index.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const free = await new Promise<boolean>((found) => {
    probe.once('error', () => found(false));
    probe.listen(port, '127.0.0.1', () => found(true));
  });
  if (free) await new Promise((closed) => probe.close(closed));
  return free;
}

/** Below the ports that the system gives to others of its own accord. */
async function freePortBase(): Promise<string> {
  for (;;) {
    const base = randomInt(10_000, 30_000);
    const free = await Promise.all(Object.values(standInPorts).map((port) => isFree(base + port)));
    if (free.every(Boolean)) return String(base);
  }
}

async function run(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'], ...env } });
  const exited = new Promise<number | null>((done) => child.once('exit', done));
  const said = await text(child.stderr);
  return { code: await exited, said };
}

describe('the process', () => {
  it('says which port is taken and what to do, and ends', async () => {
    const base = await freePortBase();
    const port = Number(base) + standInPorts.registry;
    const taken = createServer().listen(port, '127.0.0.1');
    try {
      await once(taken, 'listening');
      const { code, said } = await run({ YIDI_PORT_BASE: base });
      expect(code).toBe(1);
      expect(said).toContain(`127.0.0.1:${port}. End what listens there, or choose another YIDI_PORT_BASE.`);
    } finally {
      taken.close();
    }
  });

  it.each([
    ['it is told to', (child: ChildProcess) => child.kill('SIGTERM')],
    ['its parent is gone', (child: ChildProcess) => child.disconnect()],
  ])("answers on the stack's ports, and ends cleanly when %s", async (_when, end) => {
    const base = await freePortBase();
    const env = { PATH: process.env['PATH'], YIDI_PORT_BASE: base, YIDI_EXIT_WITH_PARENT: '1' };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    const exited = once(child, 'exit');
    await once(child.stdout ?? child, 'data');
    const health = await fetch(`http://127.0.0.1:${Number(base) + standInPorts.machine}/health/live`);
    expect(await health.json()).toEqual({ status: 'up' });
    end(child);
    expect(await exited).toEqual([0, null]);
  });

  it('names every wrong variable at once', async () => {
    const { code, said } = await run({ YIDI_PORT_BASE: 'high', YIDI_MODE: 'demo' });
    expect(code).toBe(1);
    expect(said).toContain('YIDI_PORT_BASE');
    expect(said).toContain('YIDI_MODE');
  });

  it.each([{ YIDI_MODE: 'production' }, { NODE_ENV: 'production' }])('refuses production: %j', async (environment) => {
    const { code, said } = await run(environment);
    expect([code, said]).toEqual([
      1,
      'The stand-ins do not start: the development clock does not start in production (YIDI_MODE, NODE_ENV)\n',
    ]);
  });
});
