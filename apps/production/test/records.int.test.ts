import { addDays, CardStopped, chinaDay } from '@yidi/domain';
import { uuidv7 } from '@yidi/messaging';
import { Clock } from '@yidi/service';
import { dumpOf } from '@yidi/service/testing';
import { OnCardStopped } from '../src/on-card-stopped/on-card-stopped.js';
import { SweepDeadlines } from '../src/sweep-deadlines/sweep-deadlines.js';
import { aCentre, aLetter, type Centre } from './centre.js';

describe('what the centre keeps', () => {
  let centre: Centre;
  beforeAll(async () => {
    centre = await aCentre({ here: '990363', county: '990364', elsewhere: '990365' });
  });
  afterAll(() => centre?.stop());

  it('given a card made and read, then nobody finds the person in the database or in the log', async () => {
    const letter = centre.anOrder();
    const { face } = letter.payload.signed.certification;
    await centre.order([letter]);
    const card = await centre.cardIn(letter.payload.applicationId, 'ordered');
    await centre.ask('maker-1', '/batches', { body: { cardIds: [card.id] } });
    await centre.verify(await centre.cardIn(card.applicationId, 'made'));
    await centre.ask('inspector-1', `/cards/${card.id}?purpose=handling`);
    await centre.ask('inspector-1', `/cards/${card.id}/photo?purpose=handling`);

    for (const kept of [await dumpOf(centre.database.ownerUrl), centre.lines.join('\n')])
      for (const personal of [face.name, face.address, face.citizenNumber, `photo of ${card.applicationId}`])
        expect(kept).not.toContain(personal);
  });

  it('given a purpose, when a card is read, then its face is clear and the read is logged; without one there is no face', async () => {
    const letter = centre.anOrder();
    await centre.order([letter]);
    const card = await centre.cardIn(letter.payload.applicationId, 'ordered');
    const without = await centre.ask('inspector-1', `/cards/${card.id}`);
    const clear = await centre.ask('inspector-1', `/cards/${card.id}?purpose=handling`);
    const log: unknown[] = await centre
      .source()
      .query('select officer_id, purpose, fields from read_log where subject_id = $1', [card.id]);

    expect(without.body['face']).toBeNull();
    expect(clear.body['face']).toEqual(letter.payload.signed.certification.face);
    expect(log).toEqual([{ officer_id: `${centre.here}-inspector-1`, purpose: 'handling', fields: ['face'] }]);
  });

  it('given a purpose, when an inspector asks for a card’s photo, then it is the certified one and the read is logged; nobody else gets it', async () => {
    const application = await centre.ordered();
    const card = await centre.cardIn(application, 'ordered');
    const photo = `/cards/${card.id}/photo`;
    const seen = await centre.ask('inspector-1', `${photo}?purpose=handling`);
    const refused = [
      await centre.ask('inspector-1', photo),
      await centre.ask('maker-1', `${photo}?purpose=handling`),
      await centre.ask('inspector-1', `/cards/${uuidv7()}/photo?purpose=handling`),
    ];
    const log: unknown[] = await centre
      .source()
      .query('select officer_id, purpose, fields from read_log where subject_id = $1', [card.id]);

    expect(seen.headers.get('content-type')).toBe('image/jpeg');
    expect(seen.body['text']).toBe(`photo of ${application}`);
    expect(refused.map(({ status }) => status)).toEqual([400, 403, 404]);
    expect(log).toEqual([{ officer_id: `${centre.here}-inspector-1`, purpose: 'handling', fields: ['photo'] }]);
  });

  it('given the app role, then certified orders can be neither changed nor removed', async () => {
    for (const attempt of ['update card_orders set lane = $$urgent$$', 'delete from card_orders', 'delete from cards'])
      await expect(centre.source().query(attempt)).rejects.toMatchObject({ code: '42501' });
  });

  it('given cards past their day, then those that wait for the centre are counted and listed as late; one that has arrived is not', async () => {
    const late = { payload: { dueOn: addDays(chinaDay(new Date()), -1) } };
    const ordered = await centre.cardIn(await centre.ordered(late), 'ordered');
    const arrived = await centre.verify(await centre.made(late));
    const counted = async () => {
      const { body } = await centre.ask('maker-1', '/cards/waiting');
      const listed = await centre.ask('maker-1', '/cards?late=true');
      const counts = new Map(
        (body['counts'] as { state: string; count: number }[]).map((one) => [one.state, one.count]),
      );
      const ids = (listed.body['items'] as { id: string }[]).map(({ id }) => id);
      return {
        late: body['late'],
        ids: ids.toSorted(),
        verified: counts.get('verified'),
        arrived: counts.get('arrived'),
      };
    };
    const before = await counted();
    const parcel = await centre.ask('distributor-1', '/parcels', { body: { cardIds: [arrived.id] } });
    await centre.ask('distributor-1', `/parcels/${String(parcel.body['id'])}/receive`, {
      body: { scanned: [arrived.id] },
      revision: 1,
    });

    expect(before).toMatchObject({ late: 2, ids: [ordered.id, arrived.id].toSorted() });
    expect(await counted()).toEqual({
      late: 1,
      ids: [ordered.id],
      verified: (before.verified ?? 0) - 1,
      arrived: undefined,
    });
  });

  it('given a card whose time runs, when half, most and all of it has gone, then each is noted once', async () => {
    const today = chinaDay(new Date());
    const application = await centre.ordered({ payload: { dueOn: addDays(today, 30) } });
    const [card] = await centre.cardsOf(application);
    const clock = centre.app().get(Clock);
    const sweep = centre.app().get(SweepDeadlines);
    const notedAfter = async (days: number) => {
      await clock.moveTo(days * 86_400_000);
      await sweep.sweep();
      const history = await centre.historyOf(card?.id ?? '');
      return history.flatMap(({ act, note }) => (act === 'warn' ? note['reached'] : []));
    };

    expect(await notedAfter(14)).toEqual([]);
    expect(await notedAfter(15)).toEqual([50]);
    expect(await notedAfter(16)).toEqual([50]);
    expect(await notedAfter(24)).toEqual([50, 80]);
    expect(await notedAfter(31)).toEqual([50, 80, 100]);
    expect(await centre.cardsOf(application)).toMatchObject([{ state: 'ordered' }]);
    await clock.moveTo(0);
  });

  it('given a card whose end is reached, when time goes on, then nobody is warned of it', async () => {
    const application = await centre.ordered({ payload: { dueOn: addDays(chinaDay(new Date()), 30) } });
    const [card] = await centre.cardsOf(application);
    const payload = { applicationId: application, reason: 'error', stoppedAt: new Date().toISOString() } as const;
    const letter = aLetter(CardStopped.type, payload, { from: centre.here, to: centre.here });
    await centre.source().transaction((tx) => centre.app().get(OnCardStopped).handle([letter], tx));
    await centre
      .app()
      .get(Clock)
      .moveTo(40 * 86_400_000);
    await centre.app().get(SweepDeadlines).sweep();
    await centre.app().get(Clock).moveTo(0);

    expect(await centre.cardsOf(application)).toMatchObject([{ id: card?.id, state: 'stopped', revision: 2 }]);
  });
});
