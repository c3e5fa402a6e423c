import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { Clock } from './clock.js';
import { Outsides } from './outsides.js';

describe('the outside world as a service meets it', () => {
  let server: Server;
  let status = 200;
  let clock: Clock;
  let outsides: Outsides;
  const called = () => {
    const { port } = server.address() as AddressInfo;
    return { name: 'card-machine', url: `http://127.0.0.1:${port}/`, schema: z.object({ state: z.string() }) };
  };
  const seen = async () => (await outsides.look())[0];

  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(status).end('{"state":"done"}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void (server.closeAllConnections(), server.close()));
  beforeEach(() => {
    status = 200;
    clock = new Clock();
    outsides = new Outsides(clock);
    outsides.watch('card-machine');
  });

  it('given that nothing was asked yet, then it is idle', async () => {
    expect(await outsides.look()).toEqual([
      { name: 'card-machine', state: 'idle', answeredAt: null, failingSince: null },
    ]);
  });

  it('given that calls fail, then the first of them counts, until one is answered', async () => {
    await outsides.call(called());
    const { answeredAt } = (await seen()) ?? {};
    status = 503;
    await expect(outsides.call(called())).rejects.toThrow('card-machine is away (503)');
    const { failingSince } = (await seen()) ?? {};
    await clock.moveTo(60_000);
    await expect(outsides.find(called())).rejects.toThrow('card-machine is away (503)');

    expect(await seen()).toMatchObject({ state: 'down', answeredAt, failingSince });
    status = 200;
    await outsides.call(called());
    expect(await seen()).toMatchObject({ state: 'up', failingSince: null });
    expect((await seen())?.answeredAt).not.toBe(answeredAt);
  });

  it('given that it has no such thing, then that is an answer where it was looked for', async () => {
    status = 404;
    expect(await outsides.find(called())).toBeUndefined();
    expect(await seen()).toMatchObject({ state: 'up' });
    await expect(outsides.call(called())).rejects.toThrow('card-machine is away (404)');
    expect(await seen()).toMatchObject({ state: 'down' });
  });

  it('given that the service knows more, then that stands beside it, or above it', async () => {
    outsides.watch('sms', async () => ({ waiting: 3 }));
    outsides.watch('credit-feed', async () => ({ state: 'down' }));
    expect((await outsides.look()).slice(1)).toMatchObject([
      { name: 'sms', state: 'idle', waiting: 3 },
      { name: 'credit-feed', state: 'down' },
    ]);
  });
});
