import { randomBytes, randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import { BureauCode } from '@yidi/domain';
import { aDatabase } from '@yidi/service/testing';
import { fastify, type FastifyInstance } from 'fastify';
import pg from 'pg';
import { KeptTyped, requestMark } from '../src/contract.js';
import { Officers } from '../src/server/officers.js';
import { ownRoutes } from '../src/server/own-routes.js';
import { answerProblem, problemOf } from '../src/server/problem.js';
import { Seal } from '../src/server/seal.js';
import { SignIn } from '../src/server/sign-in.js';
import { migrateConsole } from '../src/server/store/migrate.js';
import { OwnThings } from '../src/server/store/own-things.js';
import { Sessions } from '../src/server/store/sessions.js';
import { Typed } from '../src/server/store/typed.js';

const origin = 'http://990101.localhost:4100';
const seal = new Seal({ current: 'k1', keys: { k1: randomBytes(32).toString('base64') } });
const [wang, li] = ['990101-clerk-1', '990101-clerk-2'];
const words = '王某门牌号已更正';
const texts = { address: { text: words, over: '' } };

describe('what an officer has typed and not sent', () => {
  let database: Awaited<ReturnType<typeof aDatabase>>;
  let pool: pg.Pool;
  let server: FastifyInstance;
  let sessions: Sessions;
  let url: string;
  const cookies = new Map<string, string>();

  const signIn = async (id: string): Promise<void> => {
    const officer = { id, name: id, point: '990101001', roles: ['clerk' as const], inPost: true };
    const tokens = { access: 'a', identity: 'i', expiresAt: Date.now() + 3_600_000 };
    cookies.set(id, `yidi-990101=${await sessions.begin(officer, tokens)}`);
  };

  beforeAll(async () => {
    database = await aDatabase([]);
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('drop table if exists migrations');
    await owner.end();
    await migrateConsole(database.ownerUrl, database.appUrl);
    pool = new pg.Pool({ connectionString: database.appUrl });
    sessions = new Sessions(pool, seal, { idleSeconds: 1800, longestSeconds: 36_000 });
    const config = {
      BUREAU: BureauCode.parse('990101'),
      PUBLIC_ADDRESS: origin,
      SESSION_LONGEST_SECONDS: 36_000,
      OIDC_ISSUER: 'http://127.0.0.1:9',
      OIDC_CLIENT_ID: 'console',
    };
    server = fastify({ bodyLimit: 16 * 1024 });
    server.setErrorHandler((error, request, reply) => answerProblem(request, reply, problemOf(error)));
    await server.register(cookie);
    ownRoutes(server, {
      bureau: '990101',
      policyFamily: 'SEED',
      deskDevices: null,
      officers: new Officers(config, sessions, new SignIn(config), seal),
      sessions,
      own: new OwnThings(pool),
      typed: new Typed(pool, seal),
      now: () => new Date(),
    });
    url = await server.listen({ port: 0, host: '127.0.0.1' });
    await signIn(wang);
    await signIn(li);
  });
  afterAll(async () => {
    await server?.close();
    await pool?.end();
    await database?.drop();
  });

  const ask = (
    method: string,
    place: string,
    { as = wang, body, from = origin }: { as?: string; body?: unknown; from?: string } = {},
  ) =>
    fetch(`${url}/api/typed/${place}`, {
      method,
      headers: {
        cookie: cookies.get(as) ?? '',
        origin: from,
        [requestMark]: '1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const keep = (place: string, more: { as?: string; from?: string; body?: object } = {}) =>
    ask('PUT', place, { ...more, body: { officer: more.as ?? wang, revision: 3, texts, ...more.body } });
  const kept = async (place: string, as = wang) => KeptTyped.parse(await (await ask('GET', place, { as })).json()).kept;
  const rows = async (where = 'true') =>
    (await pool.query<{ about: string; texts: string }>(`select about, texts from typed where ${where}`)).rows;

  it('is there again for its officer with the revision it was typed on, sealed in the database, and gone when it is dropped', async () => {
    const place = `returned/${randomUUID()}`;
    expect(await kept(place)).toBeNull();
    const { keptAt } = (await (await keep(place)).json()) as { keptAt: string };
    expect(await kept(place)).toEqual({ revision: 3, texts, keptAt });
    await keep(place, { body: { revision: 4, texts: {} } });
    expect(await kept(place)).toMatchObject({ revision: 4, texts: {} });
    await keep(place);
    const stored = await rows();
    expect(stored).toHaveLength(1);
    expect(stored[0]?.texts).not.toContain(words);
    expect(Buffer.from(stored[0]?.texts.split('.')[1] ?? '', 'base64url').toString()).not.toContain(words);

    expect((await ask('DELETE', place)).status).toBe(204);
    expect(await kept(place)).toBeNull();
    expect(await rows()).toEqual([]);
  });

  it('is nobody else’s: another officer finds nothing there, drops nothing, and opens no row that was moved', async () => {
    const id = randomUUID();
    const place = `review/${id}`;
    await keep(place);
    expect(await kept(place, li)).toBeNull();
    await ask('DELETE', place, { as: li });
    expect(await kept(place)).toMatchObject({ texts });
    expect(await kept(`returned/${id}`)).toBeNull();

    await pool.query('update typed set officer_id = $1 where about = $2', [li, id]);
    expect(await kept(place, li)).toBeNull();
    await pool.query('delete from typed');
  });

  it('is not kept for whoever signed in after its officer', async () => {
    const place = `review/${randomUUID()}`;
    expect((await keep(place, { as: li, body: { officer: wang } })).status).toBe(401);
    expect(await kept(place, li)).toBeNull();
  });

  it('is taken from our own pages alone, from who is signed in, for a page that we have, and not without measure', async () => {
    const id = randomUUID();
    expect((await keep(`review/${id}`, { from: 'https://elsewhere.example' })).status).toBe(403);
    expect((await ask('DELETE', `review/${id}`, { from: 'https://elsewhere.example' })).status).toBe(403);
    for (const method of ['GET', 'DELETE']) {
      expect((await ask(method, `review/${id}`, { as: 'nobody' })).status).toBe(401);
      expect((await ask(method, `diary/${id}`)).status).toBe(400);
      expect((await ask(method, 'review/330106198803141234')).status).toBe(400);
    }
    expect((await keep(`review/${id}`, { as: 'nobody' })).status).toBe(401);
    expect((await keep(`diary/${id}`)).status).toBe(400);
    expect((await keep(`review/${id}`, { body: { texts: { address: words } } })).status).toBe(400);
    const long = { address: { text: '字'.repeat(5000), over: '' } };
    expect((await keep(`review/${id}`, { body: { texts: long } })).status).toBe(200);
    const longer = { address: { text: '字'.repeat(11_000), over: '' } };
    expect((await keep(`review/${id}`, { body: { texts: longer } })).status).toBe(413);
    expect(await kept(`review/${id}`)).toMatchObject({ texts: long });
    await pool.query('delete from typed');
  });

  it('is dropped after a week without change, and the oldest where somebody has begun fifty', async () => {
    const id = randomUUID();
    await keep(`review/${id}`);
    await pool.query("update typed set kept_at = now() - interval '8 days'");
    expect(await kept(`review/${id}`)).toBeNull();
    await signIn(li);
    expect(await rows()).toEqual([]);

    await keep(`review/${id}`);
    await pool.query("update typed set kept_at = now() - interval '1 hour'");
    for (let nth = 0; nth < 50; nth += 1) await keep(`review/${randomUUID()}`);
    expect(await rows()).toHaveLength(50);
    expect(await rows(`about = '${id}'`)).toEqual([]);
  });
});
