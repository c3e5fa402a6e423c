import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { standInPorts } from '../src/index.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

async function run(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'], ...env } });
  const exited = new Promise<number | null>((done) => child.once('exit', done));
  const said = await text(child.stderr);
  return { code: await exited, said };
}

describe('the process', () => {
  it('says which port is taken and what to do, and ends', async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
    const { port } = taken.address() as AddressInfo;
    const { code, said } = await run({ YIDI_PORT_BASE: String(port - standInPorts.registry) });
    expect(code).toBe(1);
    expect(said).toContain(`127.0.0.1:${port}. End what listens there, or choose another YIDI_PORT_BASE.`);
    await new Promise((closed) => taken.close(closed));
  });

  it('names every wrong variable at once', async () => {
    const { code, said } = await run({ YIDI_PORT_BASE: 'high', YIDI_MODE: 'demo' });
    expect(code).toBe(1);
    expect(said).toContain('YIDI_PORT_BASE');
    expect(said).toContain('YIDI_MODE');
  });

  it('refuses production', async () => {
    const { code, said } = await run({ YIDI_MODE: 'production' });
    expect([code, said]).toEqual([
      1,
      'The stand-ins do not start: the development clock does not start with YIDI_MODE=production\n',
    ]);
  });
});
