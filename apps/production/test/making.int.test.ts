import { z } from 'zod';
import { BatchesPage, ChipView, OutsideView } from '@yidi/contracts';
import { CardStopped } from '@yidi/domain';
import { uuidv7 } from '@yidi/messaging';
import { eventually } from '@yidi/service/testing';
import { OnCardStopped } from '../src/on-card-stopped/on-card-stopped.js';
import { aCentre, aLetter, type Centre } from './centre.js';

const Readiness = z.object({ status: z.string(), outside: z.array(OutsideView) });
const seen = { 'items-legible': true, 'photo-clear': true, 'film-intact': true, 'edges-clean': true };

describe('making cards', () => {
  let centre: Centre;
  beforeAll(async () => {
    centre = await aCentre({ here: '990357', county: '990358', elsewhere: '990359' });
  });
  afterAll(() => centre?.stop());
  afterEach(() => centre.tellMachine('outage', { mode: 'up' }));

  const batchOf = async (...applications: string[]) => {
    const cards = await Promise.all(applications.map((application) => centre.cardIn(application, 'ordered')));
    const { body } = await centre.ask('maker-1', '/batches', { body: { cardIds: cards.map(({ id }) => id) } });
    return String(body['id']);
  };
  const machine = async () => {
    const answer = await fetch(`${centre.url()}/health/ready`);
    const { status, outside } = Readiness.parse(await answer.json());
    return { http: answer.status, status, ...outside[0] };
  };
  const batchIn = (id: string, state: string) =>
    eventually(async () => {
      const { body } = await centre.ask('maker-1', `/batches/${id}`);
      return body['state'] === state ? body : undefined;
    }, `batch ${id} ${state}`);

  it('given several orders, when batched, then the machine makes each and every card has its own serial', async () => {
    const applications = await Promise.all([centre.ordered(), centre.ordered(), centre.ordered()]);
    const done = await batchIn(await batchOf(...applications), 'done');

    const cards = done['cards'] as { state: string; serial: string }[];
    expect(cards.map(({ state }) => state)).toEqual(['made', 'made', 'made']);
    expect(new Set(cards.map(({ serial }) => serial)).size).toBe(3);
  });

  it('given batches, then they are listed with what became of their cards, the newest first, page by page', async () => {
    await centre.tellMachine('faults', { failNext: 1 });
    const [one, other] = await Promise.all([centre.ordered(), centre.ordered()]);
    const done = await batchOf(one, other);
    await batchIn(done, 'done');
    await centre.tellMachine('outage', { mode: 'down' });
    const waiting = await batchOf(await centre.ordered());
    const list = async (query: string) => BatchesPage.parse((await centre.ask('auditor-1', `/batches?${query}`)).body);
    const [newest, second] = [await list('limit=1'), await list('limit=2')];
    const next = await list(`limit=1&cursor=${newest.next ?? ''}`);
    const open = await list('open=true');

    expect(newest.items).toMatchObject([{ id: waiting, state: 'sent', cards: 1, made: 0, failed: 0 }]);
    expect(second.items[1]).toMatchObject({ id: done, state: 'done', cards: 2, made: 1, failed: 1 });
    expect(second.items[1]?.madeBy.id).toBe(`${centre.here}-maker-1`);
    expect(next.items).toEqual([second.items[1]]);
    expect(open.items.map(({ id }) => id)).toEqual([waiting]);
    expect((await list('state=done')).items.map(({ state }) => state)).not.toContain('sent');
    expect(await centre.ask('maker-1', '/cards/waiting')).toMatchObject({ body: { batches: 1 } });
    expect((await centre.ask('maker-1', '/batches?state=lost')).status).toBe(400);
    await centre.tellMachine('outage', { mode: 'up' });
    await batchIn(waiting, 'done');
  });

  it('given a batch, when its manifest is printed, then it is a PDF with its copy’s number, noted with who printed it', async () => {
    const id = await batchOf(await centre.ordered());
    await batchIn(id, 'done');
    const manifest = { kind: 'batch-manifest' };
    const print = (key: string) => centre.ask('maker-1', `/batches/${id}/prints`, { body: manifest, key });
    const printed = [await print('manifest-1'), await print('manifest-1'), await print('manifest-2')];
    const said = ['content-type', 'yidi-copy', 'yidi-missing-characters'];
    expect(printed.map(({ headers }) => said.map((name) => headers.get(name)))).toEqual([
      ['application/pdf', '1', '0'],
      ['application/pdf', '1', '0'],
      ['application/pdf', '2', '0'],
    ]);
    expect(printed.map(({ body }) => String(body['text']).slice(0, 5))).toEqual(['%PDF-', '%PDF-', '%PDF-']);

    const { body } = await centre.ask('auditor-1', `/batches/${id}/prints`);
    expect(body['items']).toMatchObject([
      { kind: 'batch-manifest', copy: 1, by: { id: `${centre.here}-maker-1` } },
      { kind: 'batch-manifest', copy: 2 },
    ]);
    expect(body['printable']).toEqual([]);
    expect(await centre.ask('maker-1', `/batches/${id}/prints`)).toMatchObject({
      body: { printable: ['batch-manifest'] },
    });
    const refused = [
      await centre.ask('distributor-1', `/batches/${id}/prints`, { body: manifest }),
      await centre.ask('maker-1', `/batches/${uuidv7()}/prints`, { body: manifest }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 404]);
  });

  it('given a card that fails in the machine, then it is remade once, linked, and the rest goes on', async () => {
    const applications = await Promise.all([centre.ordered(), centre.ordered()]);
    await centre.tellMachine('faults', { failNext: 1 });
    const done = await batchIn(await batchOf(...applications), 'done');
    const faults = (done['cards'] as { fault: string | null }[]).flatMap(({ fault }) => fault ?? []);

    expect(faults).toEqual(['lamination-fault']);
    const cards = (await Promise.all(applications.map(centre.cardsOf))).flat();
    const spoiled = cards.filter(({ state }) => state === 'spoiled');
    expect(cards.map(({ state }) => state).sort()).toEqual(['made', 'ordered', 'spoiled']);
    expect(spoiled).toMatchObject([{ spoil: { cause: 'machine-failed', fault: 'lamination-fault' } }]);
    const remake = cards.find(({ state }) => state === 'ordered');
    expect(remake).toMatchObject({ remakeOf: spoiled[0]?.id, attempt: 2, dueOn: spoiled[0]?.dueOn });
    expect(await centre.lettersOf(remake?.applicationId ?? '')).toEqual(['card.spoiled']);
  });

  it('given an order spoiled three times, then a person looks before another is made', async () => {
    const application = await centre.ordered();
    await centre.tellMachine('faults', { failNext: 3 });
    for (let attempt = 1; attempt <= 3; attempt += 1) await batchIn(await batchOf(application), 'done');

    const held = await centre.cardIn(application, 'held');
    const released = await centre.ask('inspector-1', `/cards/${held.id}/release`, { revision: held.revision });
    expect(released).toMatchObject({ status: 200, body: { state: 'ordered', attempt: 4, revision: 2 } });
  });

  it('given a machine that is away, when it comes back, then the batch goes on by itself', async () => {
    await centre.tellMachine('outage', { mode: 'down' });
    const application = await centre.ordered();
    const id = await batchOf(application);
    await eventually(
      async () => (await centre.source().query('select 1 from batches where id = $1 and tries > 0', [id]))[0],
      'a try that failed',
    );
    expect(await centre.ask('maker-1', `/batches/${id}`)).toMatchObject({ body: { state: 'sent' } });
    const away = await machine();
    await centre.tellMachine('outage', { mode: 'up' });

    await batchIn(id, 'done');
    expect(away).toMatchObject({
      http: 200,
      status: 'degraded',
      state: 'down',
      failingSince: expect.any(String),
      waiting: 1,
      running: 0,
      oldestAt: expect.any(String),
    });
    expect(await machine()).toMatchObject({
      state: 'up',
      failingSince: null,
      waiting: 0,
      oldestAt: null,
    });
    expect(await centre.lettersOf(application)).toEqual(['card.made']);
  });

  it('given a service stopped in the middle of a batch, when started again, then every card is made once', async () => {
    await centre.tellMachine('pace', { msPerCard: 100 }, 'PUT');
    const applications = await Promise.all([centre.ordered(), centre.ordered(), centre.ordered()]);
    const id = await batchOf(...applications);
    await batchIn(id, 'running');
    await centre.restart();
    await batchIn(id, 'done');
    await centre.tellMachine('pace', { msPerCard: 1 }, 'PUT');

    for (const application of applications) expect(await centre.lettersOf(application)).toEqual(['card.made']);
  });

  it('given an order stopped inside the machine, when the card comes out, then it waits for destruction with its serial', async () => {
    await centre.tellMachine('outage', { mode: 'down' });
    const application = await centre.ordered();
    const id = await batchOf(application);
    const payload = { applicationId: application, reason: 'revoked', stoppedAt: new Date().toISOString() } as const;
    const letter = aLetter(CardStopped.type, payload, { from: centre.here, to: centre.here });
    await centre.source().transaction((tx) => centre.app().get(OnCardStopped).handle([letter], tx));
    await centre.tellMachine('outage', { mode: 'up' });
    await batchIn(id, 'done');

    expect(await centre.cardsOf(application)).toMatchObject([{ state: 'to-destroy', serial: expect.any(String) }]);
    expect(await centre.lettersOf(application)).toEqual([]);
  });

  it('given a card that is already in a batch, or not there, then no batch is made and the cards are named', async () => {
    const made = await centre.made();
    const free = await centre.cardIn(await centre.ordered(), 'ordered');
    const busy = await centre.ask('maker-1', '/batches', { body: { cardIds: [made.id, free.id] } });
    const unknown = uuidv7();
    const missing = await centre.ask('maker-1', '/batches', { body: { cardIds: [free.id, unknown] } });

    expect(busy).toMatchObject({ status: 409, body: { code: 'STEP_NOT_ALLOWED', details: { cards: [made.id] } } });
    expect(missing).toMatchObject({ status: 404, body: { code: 'NOT_FOUND', details: { cards: [unknown] } } });
    expect((await centre.cardIn(free.applicationId, 'ordered')).revision).toBe(1);
  });

  it('given two makers who take the same card at once, then one batch is made', async () => {
    const card = await centre.cardIn(await centre.ordered(), 'ordered');
    const body = { cardIds: [card.id] };
    const answers = await Promise.all(['maker-1', 'maker-2'].map((who) => centre.ask(who, '/batches', { body })));

    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([201, 409]);
    await centre.cardIn(card.applicationId, 'made');
    expect(await centre.lettersOf(card.applicationId)).toEqual(['card.made']);
  });

  it('given a chip that says something else than certified, then the check fails, and the inspector spoils it', async () => {
    await centre.tellMachine('faults', { corruptNextChip: 1 });
    const card = await centre.made();
    const path = `/cards/${card.id}`;
    const check = await centre.ask('inspector-1', `${path}/verify`, {
      body: { visual: seen },
      revision: card.revision,
    });
    const read = await centre.ask('inspector-1', `${path}/chip?purpose=handling`);
    const refused = [
      await centre.ask('inspector-1', `${path}/chip`),
      await centre.ask('maker-1', `${path}/chip?purpose=handling`),
      await centre.ask('supervisor-1', `${path}/chip?purpose=handling`),
    ];
    const report = { body: { cause: 'chip-differs' }, revision: card.revision };
    const spoiled = await centre.ask('inspector-1', `${path}/spoil`, report);

    expect(check).toMatchObject({ status: 409, body: { code: 'CHIP_DIFFERS', details: { fields: ['address'] } } });
    expect(JSON.stringify(check.body)).not.toContain(centre.planted.name);
    const tried = (await centre.historyOf(card.id)).filter(({ act }) => act === 'verify');
    expect(tried).toMatchObject([{ from: 'made', to: 'made', note: { refused: 'CHIP_DIFFERS', fields: ['address'] } }]);
    const { record, photoAsCertified } = ChipView.parse(read.body);
    expect(photoAsCertified).toBe(true);
    expect(record).toMatchObject({ name: centre.planted.name });
    expect(record?.address).not.toBe(centre.planted.address);
    expect(refused.map(({ status }) => status)).toEqual([400, 403, 403]);
    const reads: unknown[] = await centre
      .source()
      .query('select officer_id, purpose, fields from read_log where subject_id = $1', [card.id]);
    expect(reads).toEqual([{ officer_id: `${centre.here}-inspector-1`, purpose: 'handling', fields: ['chip'] }]);
    expect(centre.lines.join('')).not.toContain(centre.planted.name);
    expect(spoiled).toMatchObject({ status: 200, body: { state: 'spoiled', spoil: { cause: 'chip-differs' } } });
    expect(await centre.ask('inspector-1', `${path}/chip?purpose=handling`)).toMatchObject({ status: 404 });
    expect(await centre.cardIn(card.applicationId, 'ordered')).toMatchObject({ remakeOf: card.id });
  });

  it('given a reader that is away, then the check is not done and can be tried again with the same key', async () => {
    const card = await centre.made();
    const given = { body: { visual: seen }, revision: card.revision, key: 'reader-away-1' };
    await centre.tellMachine('outage', { mode: 'down' });
    const away = await centre.ask('inspector-1', `/cards/${card.id}/verify`, given);
    await centre.tellMachine('outage', { mode: 'up' });
    const done = await centre.ask('inspector-1', `/cards/${card.id}/verify`, given);
    await centre.tellMachine('outage', { mode: 'down' });
    const again = await centre.ask('inspector-1', `/cards/${card.id}/verify`, given);

    expect(away).toMatchObject({ status: 503, body: { code: 'OUTSIDE_AWAY' } });
    expect(done).toMatchObject({ status: 200, body: { state: 'verified' } });
    expect(again).toEqual({ ...done, headers: expect.anything() });
  });
});
