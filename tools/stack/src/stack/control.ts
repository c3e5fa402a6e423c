import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inWords } from '../sentence.js';
import type { Supervisor } from './supervisor.js';

/** Lets stories stop, kill and start processes: POST /<process>/{crash,kill,stop,start}; GET / lists what runs. */
export async function startControl(supervisor: Supervisor): Promise<{ address: string; stop(): void }> {
  const acts: Readonly<Record<string, (name: string) => Promise<void> | void>> = {
    crash: (name) => supervisor.crash(name),
    kill: (name) => supervisor.kill(name),
    stop: (name) => supervisor.stop(name),
    start: (name) => supervisor.start(name),
  };
  const server = createServer((request, response) => {
    const [name = '', act = ''] = (request.url ?? '/').slice(1).split('/');
    const perform = request.method === 'POST' && supervisor.has(name) ? acts[act] : undefined;
    const reply = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.method === 'GET' && name === '') return reply(200, supervisor.running());
    if (!perform) return reply(404, { error: 'POST /<process>/{crash,kill,stop,start}', acts: Object.keys(acts) });
    Promise.resolve(perform(name)).then(
      () => reply(200, supervisor.running()),
      (error: unknown) => reply(500, { error: inWords(error) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
