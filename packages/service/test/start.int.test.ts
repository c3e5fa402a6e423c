import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { aBureau, migrations } from './bureau.js';
import { aDatabase, aProvider, eventually } from '../src/testing/index.js';

describe('a service as a process', () => {
  let database: Awaited<ReturnType<typeof aDatabase>>;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  let bureau: ReturnType<typeof aBureau>;
  let child: ChildProcess | undefined;

  beforeAll(async () => {
    database = await aDatabase(migrations);
    provider = await aProvider();
    bureau = aBureau({ appUrl: database.appUrl, issuer: provider.issuer });
  });
  afterEach(async () => {
    if (child?.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });
  afterAll(async () => {
    bureau?.remove();
    await provider?.stop();
    await database?.drop();
  });

  const start = async (more: Record<string, string> = {}) => {
    const env = {
      ...bureau.environment,
      HTTP_PORT: `${await freePort()}`,
      ...more,
    };
    const program = join(import.meta.dirname, 'main.mjs');
    child = spawn(process.execPath, [program, JSON.stringify(env)], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let text = '';
    child.stdout?.on('data', (piece: Buffer) => (text += piece.toString()));
    child.stderr?.on('data', (piece: Buffer) => (text += piece.toString()));
    return { child, url: `http://127.0.0.1:${env.HTTP_PORT}`, said: () => text };
  };
  const answers = (url: string) =>
    eventually(async () => {
      try {
        return await fetch(`${url}/health/ready`);
      } catch {
        return undefined;
      }
    }, 'it answers');

  it('given Kafka is not there, then it serves, says that it is degraded, and stops in order when told to', async () => {
    const service = await start();
    const ready = await answers(service.url);

    expect([ready.status, await ready.json()]).toMatchObject([
      200,
      { status: 'degraded', database: 'up', messaging: { kafka: 'down' } },
    ]);
    service.child.kill('SIGTERM');
    expect(await once(service.child, 'exit')).toEqual([0, null]);
    expect(service.said()).toContain('"why":"SIGTERM"');
  });

  it('given its parent goes away, then it stops too', async () => {
    const service = await start({ YIDI_EXIT_WITH_PARENT: '1' });
    await answers(service.url);
    service.child.disconnect();

    expect(await once(service.child, 'exit')).toEqual([0, null]);
  });

  it('given a wrong configuration, then it ends with every fault and no value', async () => {
    const service = await start({ BUREAU: 'no bureau', KAFKA_BROKERS: 'secret' });

    expect(await once(service.child, 'exit')).toEqual([1, null]);
    expect(service.said()).toMatch(/BUREAU: .*\n.*KAFKA_BROKERS: /);
    expect(service.said()).not.toContain('secret');
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
