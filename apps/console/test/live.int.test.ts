import { fastify } from 'fastify';
import { pino } from 'pino';
import { Live } from '../src/server/live.js';
import type { Session } from '../src/server/store/sessions.js';

const inMs = (ms: number): Date => new Date(Date.now() + ms);
const hour = 3_600_000;

/** An officer's session whose access token lasts so long. */
const session = (access: string, lastsMs: number): Session => ({
  key: access,
  officer: { id: '990101-clerk-1', name: '王芳', point: '990101001', roles: ['clerk'], inPost: false },
  tokens: { access, expiresAt: inMs(lastsMs).getTime(), identity: '' },
  idleEndsAt: inMs(hour),
  endsAt: inMs(hour),
});

describe('what pages hear of changes', () => {
  it('given a token that is about to end, then its page comes again with a new one, and services are asked with that', async () => {
    const asked: string[] = [];
    const service = fastify();
    let heard = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      heard = resolve;
    });
    service.get('/api/v1/changes', ({ headers }) => {
      asked.push(headers.authorization ?? '');
      heard();
      return { upTo: '1', subjects: [] };
    });
    const address = await service.listen({ port: 0, host: '127.0.0.1' });
    const server = fastify();
    const sessions = [session('ending', 5000), session('fresh', hour)];
    const live = new Live({ intake: address, review: address, production: address }, pino({ level: 'silent' }));
    live.routes(server, { sessionOf: async () => sessions.shift() ?? session('late', hour) });
    try {
      const url = `${await server.listen({ port: 0, host: '127.0.0.1' })}/api/live`;
      // Its stream ends without a word of services: the page asks again.
      expect(await (await fetch(url)).text()).toBe('retry: 3000\n\n');
      const again = await fetch(url);
      await answered;
      expect(new Set(asked)).toEqual(new Set(['Bearer fresh']));
      await again.body?.cancel();
    } finally {
      await Promise.all([server.close(), service.close()]);
    }
  });
});
