import { DataSource } from 'typeorm';
import { noteHistory, NoteSweeper } from '../src/index.js';

import { aService, migrations } from './bureau.js';
import { aDatabase, aProvider, eventually } from '../src/testing/index.js';
import { DeskController } from './desk.js';

describe('an act over HTTP', () => {
  let database: Awaited<ReturnType<typeof aDatabase>>;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  let service: Awaited<ReturnType<typeof aService>>;
  let clerk: string;
  let accepting: string;

  beforeAll(async () => {
    database = await aDatabase(migrations);
    provider = await aProvider();
    service = await aService([DeskController], { appUrl: database.appUrl, issuer: provider.issuer });
    clerk = await provider.token({ id: '990101-clerk-1', bureau: '990101', roles: ['clerk'] });
    accepting = await provider.token({ id: '990101-accepting-1', bureau: '990101', roles: ['accepting-officer'] });
  });
  afterAll(async () => {
    await service?.stop();
    await provider?.stop();
    await database?.drop();
  });
  beforeEach(() => {
    DeskController.during = undefined;
  });

  const open = { name: '𬱖小明', papers: [{ kind: 'household-register' }] };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}, token = clerk) =>
    fetch(`${service.url}/api/v1/cases${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const source = () => service.app.get(DataSource);
  const lines = async (subject: string) => {
    const rows: unknown[] = await source().query('select id from history where subject_id = $1', [subject]);
    return rows.length;
  };

  it('given the same key and body, when sent again, then the same answer and one effect', async () => {
    const first = await post('', open, { 'idempotency-key': 'first-key-1' });
    const again = await post('', open, { 'idempotency-key': 'first-key-1' });

    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(again.headers.get('etag')).toBe('"1"');
    const body = (await first.json()) as { id: string };
    expect(await again.json()).toEqual(body);
    expect(await lines(body.id)).toBe(1);
  });

  it('given a key used before, when sent with another body, then it is refused', async () => {
    await post('', open, { 'idempotency-key': 'other-body-1' });
    const other = await post('', { ...open, name: '王某' }, { 'idempotency-key': 'other-body-1' });

    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ code: 'KEY_USED_FOR_ANOTHER_REQUEST' });
  });

  it('given the same key of two officers, then each has an act of their own', async () => {
    const one = await post('', open, { 'idempotency-key': 'two-officers' });
    const two = await post('', open, { 'idempotency-key': 'two-officers' }, accepting);

    expect(await one.json()).not.toEqual(await two.json());
  });

  it('given an act at work, when its twin arrives, then the twin waits and gets the same answer', async () => {
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    DeskController.during = () => held;
    const first = post('', open, { 'idempotency-key': 'concurrent-1' });
    await eventually(async () => (await isSeen(database, 'idle in transaction')) || undefined, 'the first is inside');
    const second = post('', open, { 'idempotency-key': 'concurrent-1' });
    await eventually(async () => (await isSeen(database, 'active')) || undefined, 'the second waits');
    finish();

    expect(await (await second).json()).toEqual(await (await first).json());
  });

  it('given an act that failed, when sent again with its key, then it is done as if for the first time', async () => {
    DeskController.during = async () => {
      throw new Error('a fault');
    };
    const failed = await post('', open, { 'idempotency-key': 'after-rollback' });
    DeskController.during = undefined;
    const done = await post('', open, { 'idempotency-key': 'after-rollback' });

    expect([failed.status, done.status]).toEqual([500, 201]);
  });

  it('given a deadlock, then the act is tried again by itself', async () => {
    let tries = 0;
    DeskController.during = async () => {
      tries += 1;
      if (tries === 1) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    };

    expect((await post('', open, { 'idempotency-key': 'deadlock-1' })).status).toBe(201);
    expect(tries).toBe(2);
  });

  it.each([
    ['no key', {}, 400, 'IDEMPOTENCY_KEY_MISSING'],
    ['a short key', { 'idempotency-key': 'short' }, 400, 'IDEMPOTENCY_KEY_MALFORMED'],
    ['a key with a space', { 'idempotency-key': 'has a space in it' }, 400, 'IDEMPOTENCY_KEY_MALFORMED'],
  ])('given %s, then %j is answered %i', async (_, headers, status, code) => {
    const answer = await post('', open, headers as Record<string, string>);

    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  it.each([
    ['no revision', undefined, 428, 'REVISION_MISSING'],
    ['a malformed revision', '3', 400, 'REVISION_MALFORMED'],
    ['a stale revision', '"2"', 412, 'STALE_REVISION'],
  ])('given %s, then the act is refused with %s %i', async (_, revision, status, code) => {
    const headers = {
      'idempotency-key': `revision-${status}`,
      ...(revision !== undefined && { 'if-match': revision }),
    };
    const answer = await post('/case-1/accept', {}, headers, accepting);

    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  it('given a stale revision, then the answer names who changed what', async () => {
    const answer = await post('/case-1/accept', {}, { 'idempotency-key': 'stale-who', 'if-match': '"1"' }, accepting);

    expect(answer.headers.get('etag')).toBe('"3"');
    expect(await answer.json()).toMatchObject({
      details: { seen: 1, current: 3, changedBy: '990101-clerk-2', lastAct: 'correct' },
    });
  });

  it('given the answer was noted, when sent again with a revision now stale, then the noted answer comes first', async () => {
    const headers = { 'idempotency-key': 'noted-first', 'if-match': '"3"' };
    const first = await post('/case-9/accept', {}, headers, accepting);
    const again = await post('/case-9/accept', {}, { ...headers, 'if-match': '"1"' }, accepting);

    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.headers.get('etag')).toBe('"4"');
  });

  it('given noted answers, then nothing of them stands in clear in the table', async () => {
    await post('', open, { 'idempotency-key': 'sealed-answer' });
    const stored: { answer: Buffer }[] = await source().query('select answer from idempotency');
    expect(stored.length).toBeGreaterThan(0);
    for (const { answer } of stored) expect(answer.toString('latin1')).not.toContain('revision');
  });

  it('given an act at work, when the service is told to stop, then it is finished first', async () => {
    const other = await aService([DeskController], { appUrl: database.appUrl, issuer: provider.issuer });
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const inside = new Promise<void>((resolve) => {
      DeskController.during = () => (resolve(), held);
    });
    const answer = fetch(`${other.url}/api/v1/cases`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${clerk}`,
        'content-type': 'application/json',
        'idempotency-key': 'stopping-1',
      },
      body: JSON.stringify(open),
    });
    await inside;
    const stopped = other.stop();
    await eventually(async () => !(await takesRequests(other.url)), 'no new requests are taken');
    finish();

    expect((await answer).status).toBe(201);
    await stopped;
  });

  it('given notes older than a day, when swept, then only they go', async () => {
    await source().query(
      `insert into idempotency select sha256(n::text::bytea), '\\x00', '\\x00', now() - interval '25 hours' from generate_series(1, 2500) n`,
    );
    const before = await countOf(source(), "noted_at >= now() - interval '24 hours'");

    expect(await service.app.get(NoteSweeper).sweep()).toBe(2500);
    expect(await countOf(source(), 'true')).toBe(before);
  });

  it('given a line of history, then the app role can neither change nor remove it', async () => {
    await source().transaction((tx) =>
      noteHistory(tx, { subject: 'kept', at: new Date(), by: 'system', act: 'sweep', details: { limit: 80 } }),
    );
    for (const table of ['history', 'read_log'])
      for (const attempt of [
        `update ${table} set at = now()`,
        `delete from ${table}`,
        `truncate ${table}`,
        `drop table ${table}`,
      ])
        await expect(source().query(attempt)).rejects.toMatchObject({ code: '42501' });
    await expect(source().query('create table mine (n int)')).rejects.toMatchObject({ code: '42501' });
  });
});

async function countOf(source: DataSource, where: string): Promise<number> {
  const [row] = (await source.query(`select count(*)::int as n from idempotency where ${where}`)) as { n: number }[];
  return row?.n ?? 0;
}

async function takesRequests(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/live`, { headers: { connection: 'close' } })).ok;
  } catch {
    return false;
  }
}

/** Whether a connection of the desk is idle inside a transaction, or waits for a lock. */
async function isSeen(
  { name, superuser }: Awaited<ReturnType<typeof aDatabase>>,
  state: 'idle in transaction' | 'active',
) {
  const waits = state === 'active' ? "and wait_event_type = 'Lock'" : '';
  const { rows } = await superuser.query(`select 1 from pg_stat_activity where datname = $1 and state = $2 ${waits}`, [
    name,
    state,
  ]);
  return rows.length > 0;
}
