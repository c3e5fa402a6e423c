import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { callOutside, OutsideAway } from './outside.js';

describe('a call to the outside world', () => {
  let server: Server;
  let answer: RequestListener;
  let calls = 0;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      calls += 1;
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/people/query`;
  });
  afterAll(() => void (server.closeAllConnections(), server.close()));
  beforeEach(() => {
    calls = 0;
  });

  const schema = z.object({ found: z.boolean() });
  const ask = (more: { retries?: number; timeoutMs?: number } = {}) =>
    callOutside({ name: 'registry', url, method: 'POST', body: { q: 1 }, schema, ...more });

  it('given a fitting answer, then it is returned checked', async () => {
    answer = (_request, response) => response.end('{"found":true,"more":1}');
    expect(await ask()).toEqual({ found: true });
  });

  it('given it fails twice, when retried, then the third answer counts', async () => {
    answer = (_request, response) => (calls < 3 ? response.writeHead(503).end() : response.end('{"found":false}'));
    expect(await ask({ retries: 2 })).toEqual({ found: false });
  });

  it.each<[string, RequestListener, number]>([
    ['it is down', (_request, response) => response.writeHead(503).end(), 3],
    ['it refuses the request', (_request, response) => response.writeHead(422).end(), 1],
    ['its answer is not what was agreed', (_request, response) => response.end('{"found":"yes"}'), 1],
    ['its answer is no JSON', (_request, response) => response.end('<html>'), 3],
    ['it closes the connection', (request) => request.destroy(), 3],
    [
      'it sends us elsewhere',
      (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      3,
    ],
  ])('given %s, then it is away, after the fitting number of calls', async (_, how, expected) => {
    answer = how;
    await expect(ask({ retries: 2 })).rejects.toBeInstanceOf(OutsideAway);
    expect(calls).toBe(expected);
  });

  it('given it never answers, then the time limit ends the call', async () => {
    answer = () => undefined;
    await expect(ask({ timeoutMs: 50 })).rejects.toMatchObject({ outside: 'registry', reason: 'no-answer' });
  });
});
