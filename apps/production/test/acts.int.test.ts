import type { CardView } from '@yidi/contracts';
import { aCentre, type Centre } from './centre.js';
import { aPoint } from '@yidi/domain/testing';

const seen = { 'items-legible': true, 'photo-clear': true, 'film-intact': true, 'edges-clean': true };

describe('acts at the centre', () => {
  let centre: Centre;
  let made: CardView;
  beforeAll(async () => {
    centre = await aCentre({ here: '990360', county: '990361', elsewhere: '990362' });
    made = await centre.made();
  });
  afterAll(() => centre?.stop());

  const unchanged = async () => expect(await centre.cardsOf(made.applicationId)).toEqual([await asSeen(made.id)]);
  const asSeen = async (id: string) => (await centre.ask('auditor-1', `/cards/${id}`)).body;
  const verifiedCard = async () => centre.verify(await centre.made());
  const dispatched = async (...cards: CardView[]) => {
    const body = { cardIds: cards.map(({ id }) => id) };
    return (await centre.ask('distributor-1', '/parcels', { body })).body as { id: string; number: string };
  };

  it.each([
    ['a distributor makes a batch', 'distributor-1', '/batches', { cardIds: [crypto.randomUUID()] }],
    ['a maker verifies', 'maker-1', '/cards/:made/verify', { visual: seen }],
    ['a maker spoils', 'maker-1', '/cards/:made/spoil', { cause: 'visual-defect' }],
    ['a distributor releases', 'distributor-1', '/cards/:made/release', undefined],
    ['a supervisor destroys', 'supervisor-1', '/cards/:made/destroy', undefined],
    ['an inspector dispatches', 'inspector-1', '/parcels', { cardIds: [crypto.randomUUID()] }],
    ['an auditor receives', 'auditor-1', `/parcels/${crypto.randomUUID()}/receive`, { scanned: [crypto.randomUUID()] }],
  ])('given that %s, then it is refused', async (_, who, path, body) => {
    const answer = await centre.ask(who, path.replace(':made', made.id), { body, revision: made.revision });

    expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
    await unchanged();
  });

  it.each([
    ['a card that is not at the destruction', '/cards/:made/destroy', undefined, 409, 'STEP_NOT_ALLOWED'],
    [
      'a check with a fault seen',
      '/cards/:made/verify',
      { visual: { ...seen, 'film-intact': false } },
      409,
      'CHECKLIST_FAILED',
    ],
    ['a check that leaves a point out', '/cards/:made/verify', { visual: {} }, 400, 'BAD_INPUT'],
    ['an unknown cause', '/cards/:made/spoil', { cause: 'ugly' }, 400, 'BAD_INPUT'],
    ['an unknown card', `/cards/${crypto.randomUUID()}/destroy`, undefined, 404, 'NOT_FOUND'],
    ['an id that is none', '/cards/1/destroy', undefined, 400, 'BAD_INPUT'],
  ])('given %s, then nothing happens', async (_, path, body, status, code) => {
    const given = { ...(body && { body }), revision: made.revision };
    const answer = await centre.ask('inspector-1', path.replace(':made', made.id), given);

    expect(answer).toMatchObject({ status, body: { code } });
    await unchanged();
  });

  it('given a revision that is stale, then the act is refused with who changed what; without one it is asked for', async () => {
    const path = `/cards/${made.id}/spoil`;
    const stale = await centre.ask('inspector-1', path, { body: { cause: 'visual-defect' }, revision: 1 });
    const without = await centre.ask('inspector-1', path, { body: { cause: 'visual-defect' } });

    expect(stale).toMatchObject({
      status: 412,
      body: { code: 'STALE_REVISION', details: { seen: 1, current: made.revision, lastAct: 'take-result' } },
    });
    expect(without).toMatchObject({ status: 428, body: { code: 'REVISION_MISSING' } });
    await unchanged();
  });

  it('given the maker of a card who is an inspector too, then another must check it', async () => {
    const card = await centre.cardIn(await centre.ordered(), 'ordered');
    await centre.ask('maker-2', '/batches', { body: { cardIds: [card.id] } });
    const done = await centre.cardIn(card.applicationId, 'made');
    const answer = await centre.askAs({ id: 'maker-2', roles: ['maker', 'inspector'] }, `/cards/${card.id}/verify`, {
      body: { visual: seen },
      revision: done.revision,
    });

    expect(answer).toMatchObject({ status: 403, body: { code: 'SAME_OFFICER' } });
  });

  it('given one key used twice, then the act happens once; for another body it is refused', async () => {
    const card = await centre.made();
    const path = `/cards/${card.id}/spoil`;
    const given = { revision: card.revision, key: 'one-key-twice' };
    const first = await centre.ask('inspector-1', path, { ...given, body: { cause: 'visual-defect' } });
    const again = await centre.ask('inspector-1', path, { ...given, body: { cause: 'visual-defect' } });
    const other = await centre.ask('inspector-1', path, { ...given, body: { cause: 'chip-silent' } });

    expect(first.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(other).toMatchObject({ status: 409, body: { code: 'KEY_USED_FOR_ANOTHER_REQUEST' } });
    expect(await centre.lettersOf(card.applicationId)).toEqual(['card.made', 'card.spoiled']);
  });

  it('given a parcel’s number, then the parcel is found by it; another number finds nothing', async () => {
    const { id, number } = await dispatched(await centre.verify(await centre.made()));
    const found = async (asked: string) =>
      (await centre.ask('distributor-1', `/parcels?number=${asked}`)).body['items'] as { id: string }[];

    expect((await found(number)).map((parcel) => parcel.id)).toEqual([id]);
    expect(await found(`${number}1`)).toEqual([]);
  });

  it('given cards of two points, then they do not go into one parcel', async () => {
    const one = await verifiedCard();
    const application = await centre.ordered({ payload: { point: aPoint(`${centre.here}002`) } });
    const ordered = await centre.cardIn(application, 'ordered');
    await centre.ask('maker-1', '/batches', { body: { cardIds: [ordered.id] } });
    const two = await centre.verify(await centre.cardIn(application, 'made'));
    const answer = await centre.ask('distributor-1', '/parcels', { body: { cardIds: [one.id, two.id] } });

    expect(answer).toMatchObject({ status: 422, body: { code: 'PARCEL_MIXED' } });
  });

  it('given a parcel, when another point scans it, or a card that is not in it, then it is refused', async () => {
    const card = await verifiedCard();
    const parcel = await dispatched(card);
    const receive = (scanned: string[], point?: string) =>
      centre.ask('distributor-1', `/parcels/${parcel.id}/receive`, {
        body: { scanned },
        revision: 1,
        ...(point && { point }),
      });

    expect(await receive([card.id], `${centre.here}002`)).toMatchObject({ status: 403, body: { code: 'WRONG_POINT' } });
    expect(await receive([made.id])).toMatchObject({ status: 422, body: { code: 'NOT_IN_PARCEL' } });
    expect(await centre.ask('auditor-1', `/parcels/${parcel.id}`)).toMatchObject({
      body: { state: 'dispatched', revision: 1 },
    });
  });

  it('given a card missing in the parcel, when it is found and scanned, then it has arrived too', async () => {
    const cards = [await verifiedCard(), await verifiedCard()] as const;
    const parcel = await dispatched(...cards);
    const receive = (scanned: string[], revision: number) =>
      centre.ask('distributor-1', `/parcels/${parcel.id}/receive`, { body: { scanned }, revision });
    const first = await receive([cards[0].id], 1);
    const second = await receive([cards[1].id], 2);
    const third = await receive([cards[1].id], 3);

    const stale = await receive([cards[1].id], 1);

    expect(stale.body).toMatchObject({ code: 'STALE_REVISION', details: { current: 3, lastAct: 'receive' } });
    expect(first.body).toMatchObject({ state: 'received', missing: [cards[1].id] });
    expect(second.body).toMatchObject({ state: 'received', missing: [] });
    expect(third).toMatchObject({ status: 409, body: { code: 'STEP_NOT_ALLOWED' } });
  });

  it('given a card missing in its parcel, when it is reported, then it is made again; before the parcel came, nothing is missing', async () => {
    const cards = [await verifiedCard(), await verifiedCard()] as const;
    const parcel = await dispatched(...cards);
    const shown = async () => (await centre.ask('auditor-1', `/cards/${cards[1].id}`)).body as { revision: number };
    const report = async (by = 'distributor-1') =>
      centre.ask(by, `/cards/${cards[1].id}/report-missing`, { body: {}, revision: (await shown()).revision });

    expect(await report()).toMatchObject({ status: 409, body: { code: 'NOT_MISSING' } });
    await centre.ask('distributor-1', `/parcels/${parcel.id}/receive`, {
      body: { scanned: [cards[0].id] },
      revision: 1,
    });
    expect((await report('inspector-1')).status).toBe(403);
    expect(await report('supervisor-1')).toMatchObject({ status: 200, body: { state: 'spoiled' } });
    expect(await centre.ask('auditor-1', `/parcels/${parcel.id}`)).toMatchObject({ body: { missing: [] } });
    expect(await centre.cardsOf(cards[1].applicationId)).toContainEqual(
      expect.objectContaining({ state: 'ordered', remakeOf: cards[1].id }),
    );
  });

  it('given a parcel that never came, when it is reported, then each of its cards is made again; one that turns up is received, its cards stay spoiled', async () => {
    const cards = [await verifiedCard(), await verifiedCard()] as const;
    const parcel = await dispatched(...cards);
    const report = (by: string, revision = 1, key?: string) =>
      centre.ask(by, `/parcels/${parcel.id}/report-lost`, { body: {}, revision, ...(key && { key }) });

    expect((await report('inspector-1')).status).toBe(403);
    expect(await report('supervisor-1', 7)).toMatchObject({ status: 412, body: { code: 'STALE_REVISION' } });
    const told = await report('supervisor-1', 1, 'parcel-lost-once');
    expect(told).toMatchObject({ status: 200, body: { state: 'lost', revision: 2, missing: [] } });
    expect((await report('supervisor-1', 1, 'parcel-lost-once')).body).toEqual(told.body);
    expect(await report('supervisor-1', 2)).toMatchObject({ status: 409, body: { code: 'STEP_NOT_ALLOWED' } });
    for (const { id, applicationId, dueOn } of cards) {
      const made = await centre.cardsOf(applicationId);
      expect(made).toContainEqual(expect.objectContaining({ id, state: 'spoiled' }));
      expect(made).toContainEqual(expect.objectContaining({ state: 'ordered', remakeOf: id, dueOn }));
      expect(await centre.lettersOf(applicationId)).toEqual(['card.made', 'card.dispatched', 'card.spoiled']);
    }

    const found = { body: { scanned: cards.map(({ id }) => id) }, revision: 2 };
    expect(await centre.ask('distributor-1', `/parcels/${parcel.id}/receive`, found)).toMatchObject({
      status: 200,
      body: { state: 'received', missing: [] },
    });
    expect(await asSeen(cards[0].id)).toMatchObject({ state: 'spoiled' });
  });

  it('given spoiled cards, then those still there wait for their destruction by two; one lost on its way does not', async () => {
    const waiting = async () => (await centre.ask('inspector-1', '/cards/waiting')).body['spoiled'];
    const listed = async () => {
      const { body } = await centre.ask('inspector-1', '/cards?spoiled=true&limit=100');
      return (body['items'] as { id: string }[]).map(({ id }) => id);
    };
    const before = Number(await waiting());
    const card = await centre.made();
    await centre.ask('inspector-1', `/cards/${card.id}/spoil`, {
      body: { cause: 'visual-defect' },
      revision: card.revision,
    });
    const lost = await verifiedCard();
    const parcel = await dispatched(lost);
    await centre.ask('distributor-1', `/parcels/${parcel.id}/report-lost`, { body: {}, revision: 1 });
    const counted = [await waiting(), (await listed()).includes(card.id), (await listed()).includes(lost.id)];
    for (const [nth, who] of ['inspector-1', 'inspector-2'].entries())
      await centre.ask(who, `/cards/${card.id}/destroy`, { body: {}, revision: card.revision + 1 + nth });

    expect(counted).toEqual([before + 1, true, false]);
    expect([await waiting(), (await listed()).includes(card.id)]).toEqual([before, false]);
  });

  it('given parcels packed at the same time, then each has a number of its own', async () => {
    const cards = [await verifiedCard(), await verifiedCard(), await verifiedCard()];
    const parcels = await Promise.all(cards.map((card) => dispatched(card)));

    expect(new Set(parcels.map(({ number }) => number)).size).toBe(3);
  });

  it('given more cards than a page, when paged by cursor, then every card comes once, by due date', async () => {
    const seenIds: string[] = [];
    let cursor = '';
    do {
      const { body, status } = await centre.ask('supervisor-1', `/cards?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      seenIds.push(...(body['items'] as CardView[]).map(({ id }) => id));
      cursor = (body['next'] as string | null) ?? '';
    } while (cursor);
    const rows: { id: string }[] = await centre.source().query('select id from cards order by due_on, id');

    expect(seenIds).toEqual(rows.map(({ id }) => id));
  });

  it('given filters, then only the cards and parcels they name are listed', async () => {
    const { body: cards } = await centre.ask('maker-1', `/cards?state=made&point=${centre.here}001`);
    const { body: parcels } = await centre.ask('distributor-1', `/parcels?state=dispatched&point=${centre.here}001`);
    const bad = await centre.ask('maker-1', '/cards?state=lost&cursor=no');

    for (const card of cards['items'] as CardView[])
      expect(card).toMatchObject({ state: 'made', point: `${centre.here}001` });
    for (const parcel of parcels['items'] as object[]) expect(parcel).toMatchObject({ state: 'dispatched' });
    expect(bad).toMatchObject({ status: 400, body: { code: 'BAD_INPUT' } });
  });

  it('given an officer, then a card shows the acts that the officer may do', async () => {
    const acts = async (who: string) => (await centre.ask(who, `/cards/${made.id}`)).body['availableActs'];

    expect(await acts('inspector-1')).toEqual(['verify', 'spoil']);
    expect(await acts('maker-1')).toEqual([]);
  });
});
