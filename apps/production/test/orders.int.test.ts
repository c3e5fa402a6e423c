import { CardCollected, CardStopped, type DomainErrorCode } from '@yidi/domain';
import { aBureau, aPoint } from '@yidi/domain/testing';
import { OnCardCollected } from '../src/on-card-collected/on-card-collected.js';
import { OnCardStopped } from '../src/on-card-stopped/on-card-stopped.js';
import { aCentre, aLetter, type Centre } from './centre.js';

describe('orders from intake', () => {
  let centre: Centre;
  beforeAll(async () => {
    centre = await aCentre({ here: '990354', county: '990355', elsewhere: '990356' });
  });
  afterAll(() => centre?.stop());

  const stopped = (applicationId: string, from = centre.here) => {
    const payload = { applicationId, reason: 'revoked', stoppedAt: new Date().toISOString() } as const;
    return aLetter(CardStopped.type, payload, { from, to: centre.here });
  };
  const stop = (...letters: ReturnType<typeof stopped>[]) =>
    centre.source().transaction((tx) => centre.app().get(OnCardStopped).handle(letters, tx));
  const collected = (applicationId: string) => {
    const handedOverBy = { id: `${centre.here}-clerk-1`, name: '王建国' };
    const at = new Date().toISOString();
    const payload = {
      applicationId,
      collectedAt: at,
      handedOverBy,
      collector: 'holder',
      originalCard: 'returned',
    } as const;
    return aLetter(CardCollected.type, payload, { from: centre.here, to: centre.here });
  };
  const collect = (applicationId: string) =>
    centre.source().transaction((tx) =>
      centre
        .app()
        .get(OnCardCollected)
        .handle([collected(applicationId)], tx),
    );

  it('given several certified orders, when they come in one batch, then each opens a card', async () => {
    const letters = [centre.anOrder(), centre.anOrder(), centre.anOrder()];
    await centre.order(letters);

    for (const { payload } of letters)
      expect(await centre.cardsOf(payload.applicationId)).toMatchObject([
        { state: 'ordered', revision: 1, orderedBy: centre.here, dueOn: payload.dueOn, attempt: 1, face: null },
      ]);
  });

  it.each<[string, (c: Centre) => ReturnType<Centre['anOrder']>, string, string | undefined]>([
    ['an altered certification', (c) => c.anOrder({ forged: { reason: 'loss' } }), 'certification', 'SIGNATURE'],
    [
      'another county than who signed',
      (c) => c.anOrder({ payload: { registrationBureau: aBureau(c.elsewhere) } }),
      'certification',
      'KEY BUREAU',
    ],
    ['another application', (c) => anotherApplication(c), 'certification', 'APPLICATION'],
    ['a reviewer who issued', (c) => c.anOrder({ certification: sameOfficer }), 'certification', 'ISSUER_REVIEWED_IT'],
    ['another photo', (c) => ({ ...c.anOrder(), bytes: Buffer.from('another face') }), 'certification', 'PHOTO'],
    ['no photo', (c) => withoutBytes(c.anOrder()), 'certification', 'PHOTO'],
    [
      'a bureau whose cards are made elsewhere',
      (c) => c.anOrder({ from: c.elsewhere, payload: { point: aPoint(`${c.elsewhere}001`) } }),
      'not-yours',
      undefined,
    ],
    ['a bureau that the directory does not know', (c) => c.anOrder({ from: '990398' }), 'not-yours', undefined],
    [
      "another bureau's point",
      (c) => c.anOrder({ payload: { point: aPoint(`${c.county}001`) } }),
      'not-yours',
      undefined,
    ],
  ])('given an order with %s, then it is parked and nothing is kept', async (_, make, cause, detail) => {
    const letter = make(centre);

    await expect(centre.order([letter])).rejects.toMatchObject({ cause, detail });
    expect(await centre.cardsOf(letter.payload.applicationId)).toEqual([]);
  });

  it('given a certification that has been ordered, when ordered again by another letter, then there is no second card', async () => {
    const letter = centre.anOrder();
    await centre.order([letter]);

    await expect(centre.order([letter])).rejects.toMatchObject({ code: 'CARD_EXISTS' satisfies DomainErrorCode });
    expect(await centre.cardsOf(letter.payload.applicationId)).toHaveLength(1);
  });

  it('given an address that the chip has no room for, then the card is held and cannot be released as it is', async () => {
    const face = { address: '样本省乙县城关镇植树路'.repeat(4) };
    const application = await centre.ordered({ face });
    const [card] = await centre.cardsOf(application);
    const answer = await centre.ask('inspector-1', `/cards/${card?.id}/release`, { revision: 1 });

    expect(card).toMatchObject({ state: 'held' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'NAME_TOO_LONG_FOR_CHIP' } });
  });

  it('given an order, when it is stopped, then the card is cancelled and intake told', async () => {
    const application = await centre.ordered();
    await stop(stopped(application));

    expect(await centre.cardsOf(application)).toMatchObject([{ state: 'stopped', revision: 2 }]);
    expect(await centre.lettersOf(application)).toEqual(['card.cancelled']);
  });

  it('given two stops of one order in one batch, then the second only leaves a note', async () => {
    const application = await centre.ordered();
    await stop(stopped(application), stopped(application));

    const [card] = await centre.cardsOf(application);
    expect(card).toMatchObject({ state: 'stopped', revision: 3 });
    expect(await centre.lettersOf(application)).toEqual(['card.cancelled']);
    expect((await centre.historyOf(card?.id ?? '')).at(-1)).toMatchObject({ note: { crossed: 'card.stopped' } });
  });

  it('given a made card, when stopped, then two inspectors destroy it and intake is told', async () => {
    const card = await centre.made();
    await stop(stopped(card.applicationId));
    const destroy = (who: string, revision: number) => centre.ask(who, `/cards/${card.id}/destroy`, { revision });
    const first = await destroy('inspector-1', card.revision + 1);
    const again = await destroy('inspector-1', card.revision + 2);
    const second = await destroy('inspector-2', card.revision + 2);

    expect(first).toMatchObject({ status: 200, body: { state: 'to-destroy' } });
    expect(again).toMatchObject({ status: 403, body: { code: 'SAME_OFFICER' } });
    expect(second).toMatchObject({ status: 200, body: { state: 'destroyed' } });
    expect(await centre.lettersOf(card.applicationId)).toEqual(['card.made', 'card.destroyed']);
  });

  it('given a card stopped on its way, when its parcel is given up, then it is lost, not made again and waits for nobody', async () => {
    const stays = await centre.verify(await centre.made());
    const goes = await centre.verify(await centre.made());
    const { body: parcel } = await centre.ask('distributor-1', '/parcels', { body: { cardIds: [stays.id, goes.id] } });
    await stop(stopped(stays.applicationId));
    expect(await centre.cardsOf(stays.applicationId)).toMatchObject([{ state: 'recalled' }]);
    await centre.ask('distributor-1', `/parcels/${String(parcel['id'])}/report-lost`, { body: {}, revision: 1 });

    expect(await centre.cardsOf(stays.applicationId)).toMatchObject([{ id: stays.id, state: 'spoiled' }]);
    expect(await centre.cardsOf(goes.applicationId)).toHaveLength(2);
    expect(await centre.lettersOf(stays.applicationId)).toEqual(['card.made', 'card.dispatched', 'card.spoiled']);
  });

  it('given an unknown application, or another bureau than who ordered, then a stop is parked', async () => {
    const application = await centre.ordered();

    await expect(stop(stopped(crypto.randomUUID()))).rejects.toMatchObject({ cause: 'not-yours' });
    await expect(stop(stopped(application, centre.county))).rejects.toMatchObject({ cause: 'not-yours' });
    expect(await centre.cardsOf(application)).toMatchObject([{ state: 'ordered', revision: 1 }]);
  });

  it('given a card at the point, when collected, then its life ends; a stop that crosses changes nothing', async () => {
    const made = await centre.made();
    await centre.verify(made);
    const parcel = await centre.ask('distributor-1', '/parcels', { body: { cardIds: [made.id] } });
    const scan = { body: { scanned: [made.id] }, revision: 1 };
    await centre.ask('distributor-1', `/parcels/${String(parcel.body['id'])}/receive`, scan);
    await collect(made.applicationId);
    await stop(stopped(made.applicationId));

    expect(await centre.cardsOf(made.applicationId)).toMatchObject([{ state: 'collected' }]);
    expect((await centre.historyOf(made.id)).at(-1)).toMatchObject({
      note: { crossed: 'card.stopped', state: 'collected' },
    });
  });
});

const one = { id: '990355-issuer-1', name: '赵签发' };
const sameOfficer = { reviewer: one, issuer: { ...one, inPost: true as const } };

function anotherApplication(centre: Centre) {
  const letter = centre.anOrder();
  const applicationId = crypto.randomUUID();
  return { ...letter, subject: applicationId, payload: { ...letter.payload, applicationId } };
}

function withoutBytes(letter: ReturnType<Centre['anOrder']>) {
  const empty = { ...letter };
  delete empty.bytes;
  return empty;
}
