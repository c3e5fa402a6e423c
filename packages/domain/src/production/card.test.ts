import {
  aCard,
  aCertification,
  aLetter,
  aName,
  anOfficer,
  aSignedCertification,
  issuedAt,
  remakeId,
  residence,
  seed,
} from '../testing/index.js';
import {
  batch,
  type Card,
  cardWarningOn,
  destroy,
  dispatch,
  liveCardStates,
  noticeCardDeadline,
  openCard,
  receive,
  releaseHeld,
  reportMissing,
  spoil,
  stop,
  takeFailure,
  takeResult,
  verify,
  type VisualCheck,
  visualPoints,
} from './card.js';

const maker = anOfficer({ role: 'maker' });
const inspector = anOfficer({ role: 'inspector' });
const second = anOfficer({ role: 'inspector', id: '990101-inspector-2' });
const distributor = anOfficer({ role: 'distributor' });
const again = { id: remakeId, policy: seed };
const failed = { ...again, fault: 'lamination-fault' } as const;
const code = (expected: string, details?: object) =>
  expect.objectContaining({ code: expected, ...(details ? { details } : {}) });
const fine: VisualCheck = { 'items-legible': true, 'photo-clear': true, 'film-intact': true, 'edges-clean': true };

describe('an order', () => {
  const id = aCard().id;

  it('opens a card with the due date that the desk gave', () => {
    expect(openCard(aLetter('card.ordered'), { id, orderedBy: residence })).toMatchObject({
      state: 'ordered',
      attempt: 1,
      clock: { name: 'production', startedOn: '2026-03-04', dueOn: '2026-04-03', warned: 0 },
    });
  });

  it('scenario 15: is held for a person when the chip has no room, and made when the county gave the form for the chip', () => {
    const { face } = aCertification();
    const name = aName('长'.repeat(18));
    const open = (chip?: { name: typeof name }) => {
      const signed = aSignedCertification({ face: { ...face, name, ...(chip ? { chip } : {}) } });
      return openCard(aLetter('card.ordered', { signed }), { id, orderedBy: residence }).state;
    };
    expect(open()).toBe('held');
    expect(open({ name: aName('长'.repeat(15)) })).toBe('ordered');
  });

  it('held is released by an inspector', () => {
    expect(releaseHeld(aCard({ state: 'held' }), inspector).next.state).toBe('ordered');
  });
});

describe('making', () => {
  it('goes through a batch, and the desk is told when the card is made', () => {
    const batched = batch(aCard(), 'batch-1', maker).next;
    expect(batched).toMatchObject({ state: 'batched', batchId: 'batch-1', madeBy: { id: maker.id } });
    const { next, letters } = takeResult(batched, 'SPECIMEN-1', issuedAt);
    expect(next).toMatchObject({ state: 'made', serial: 'SPECIMEN-1' });
    expect(letters.map(({ letter, to }) => [letter.type, to.bureau])).toEqual([['card.made', residence]]);
  });

  it('failing in the machine makes a linked remake with the same certification and due date, without a fee', () => {
    const batched = aCard({ state: 'batched' });
    const { next, remake, letters } = takeFailure(batched, failed, issuedAt);
    expect(next).toMatchObject({ state: 'spoiled', spoil: { cause: 'machine-failed', fault: 'lamination-fault' } });
    expect(remake).toMatchObject({
      id: remakeId,
      state: 'ordered',
      remakeOf: batched.id,
      attempt: 2,
      signed: batched.signed,
      clock: batched.clock,
      batchId: null,
      madeBy: null,
    });
    expect(letters[0]?.payload).toMatchObject({ cause: 'machine-failed', remake: remakeId });
  });

  it.each(['take-result', 'take-failure'] as const)(
    'an order stopped in the machine: %s brings no letter and no remake',
    (act) => {
      const stopped = stop(aCard({ state: 'batched' }), 'revoked', issuedAt).next;
      const { next, letters, ...rest } =
        act === 'take-result' ? takeResult(stopped, 'SPECIMEN-1', issuedAt) : takeFailure(stopped, failed, issuedAt);
      expect({ state: next.state, letters }).toEqual({ state: 'to-destroy', letters: [] });
      expect('remake' in rest ? rest.remake : null).toBeNull();
    },
  );
});

describe('verification by sight and by chip', () => {
  const made = aCard({ state: 'made' });

  it('is by another person than who made it', () => {
    expect(verify(made, { visual: fine, chip: [] }, inspector).next).toMatchObject({
      state: 'verified',
      verifiedBy: { id: inspector.id },
    });
    const both = { ...inspector, id: maker.id };
    expect(() => verify(made, { visual: fine, chip: [] }, both)).toThrow(code('SAME_OFFICER'));
  });

  it.each(visualPoints)('fails on %s', (point) => {
    expect(() => verify(made, { visual: { ...fine, [point]: false }, chip: [] }, inspector)).toThrow(
      code('CHECKLIST_FAILED', { points: [point] }),
    );
  });

  it('fails on a chip that is not what was certified', () => {
    expect(() => verify(made, { visual: fine, chip: [{ field: 'name' }] }, inspector)).toThrow(
      code('CHIP_DIFFERS', { fields: ['name'] }),
    );
  });
});

describe('a spoiled card', () => {
  it('scenario 20: after the second remake is spoiled too, a person looks before another is made; the due date stays', () => {
    const attempts: Card[] = [aCard({ state: 'made' })];
    const states = [1, 2, 3].map((n) => {
      const last = attempts.at(-1) ?? aCard();
      const { remake, letters } = spoil(
        { ...last, state: 'made' },
        'chip-silent',
        { ...again, id: `remake-${n}` },
        inspector,
        issuedAt,
      );
      if (remake) attempts.push(remake);
      return [
        remake?.state,
        remake?.clock.dueOn,
        letters.map(({ payload }) => Object.hasOwn(Object(payload), 'remake')),
      ];
    });
    expect(states).toEqual([
      ['ordered', '2026-04-03', [true]],
      ['ordered', '2026-04-03', [true]],
      ['held', '2026-04-03', [false]],
    ]);
  });

  it.each(['made', 'verified', 'arrived'] as const)('is found when %s', (state) => {
    const { next } = spoil(aCard({ state }), 'visual-defect', again, distributor, issuedAt);
    expect(next.spoil).toMatchObject({ cause: 'visual-defect', by: { id: distributor.id } });
  });

  it('was not in its parcel and is made again, but only when the parcel has been received', () => {
    const away = aCard({ state: 'dispatched' });
    const report = (parcelReceived: boolean) =>
      reportMissing(away, { ...again, parcelReceived }, distributor, issuedAt);
    expect(() => report(false)).toThrow(code('NOT_MISSING'));
    const { next, remake, letters } = report(true);
    expect(next).toMatchObject({ state: 'spoiled', spoil: { cause: 'lost-in-transit', by: { id: distributor.id } } });
    expect(remake).toMatchObject({ state: 'ordered', remakeOf: away.id });
    expect(letters.map(({ payload }) => payload)).toMatchObject([{ cause: 'lost-in-transit', remake: again.id }]);
  });

  it('is no live card: its remake is', () => {
    const { next, remake } = spoil(aCard({ state: 'made' }), 'visual-defect', again, inspector, issuedAt);
    const live = [next, remake].filter((card) => card && (liveCardStates as readonly string[]).includes(card.state));
    expect(live).toEqual([remake]);
  });

  it('is destroyed under two signatures, and the desk need not know', () => {
    const first = destroy(aCard({ state: 'spoiled' }), inspector, issuedAt);
    expect(first.next).toMatchObject({ state: 'spoiled', destroyers: [{ id: inspector.id }] });
    expect(() => destroy(first.next, inspector, issuedAt)).toThrow(code('SAME_OFFICER'));
    const done = destroy(first.next, second, issuedAt);
    expect({ state: done.next.state, letters: done.letters }).toEqual({ state: 'destroyed', letters: [] });
  });
});

describe('on the way', () => {
  it('is dispatched in a parcel and received by scan', () => {
    const sent = dispatch(aCard({ state: 'verified' }), { id: 'p-1', number: 'P1' }, distributor, issuedAt);
    expect(sent.next).toMatchObject({ state: 'dispatched', parcelId: 'p-1' });
    const there = receive(sent.next, distributor, issuedAt);
    expect([...sent.letters, ...there.letters].map(({ letter }) => letter.type)).toEqual([
      'card.dispatched',
      'card.arrived',
    ]);
  });

  it('stopped on the way is received with its parcel and then destroyed, and nobody is told to come', () => {
    const stopped = stop(aCard({ state: 'dispatched' }), 'revoked', issuedAt).next;
    expect(stopped.state).toBe('recalled');
    expect(() => destroy(stopped, inspector, issuedAt)).toThrow(code('STEP_NOT_ALLOWED'));
    const { next, letters } = receive(stopped, distributor, issuedAt);
    expect({ state: next.state, letters }).toEqual({ state: 'to-destroy', letters: [] });
  });

  it('stopped on the way and lost there is reported as lost, is not made again, and is destroyed when it turns up', () => {
    const stopped = stop(aCard({ state: 'dispatched' }), 'revoked', issuedAt).next;
    const report = (parcelReceived: boolean) =>
      reportMissing(stopped, { ...again, parcelReceived }, distributor, issuedAt);
    expect(() => report(false)).toThrow(code('NOT_MISSING'));
    const { next, remake, letters, note } = report(true);
    expect({ remake, note }).toEqual({ remake: null, note: { cause: 'lost-in-transit' } });
    expect(next).toMatchObject({ state: 'spoiled', serial: stopped.serial, spoil: { by: { id: distributor.id } } });
    expect(letters.map(({ payload }) => payload)).toEqual([
      {
        applicationId: stopped.applicationId,
        cardId: stopped.id,
        cause: 'lost-in-transit',
        spoiledAt: issuedAt.toISOString(),
      },
    ]);
    const done = destroy(destroy(next, inspector, issuedAt).next, second, issuedAt);
    expect(done.next.state).toBe('destroyed');
  });
});

describe('a stop', () => {
  it.each(['ordered', 'held'] as const)('cancels an order that is %s', (state) => {
    const { next, letters } = stop(aCard({ state }), 'revoked', issuedAt);
    expect(next.state).toBe('stopped');
    expect(letters.map(({ letter }) => letter.type)).toEqual(['card.cancelled']);
  });

  it.each(['batched', 'made', 'verified', 'arrived'] as const)(
    'sends one that is %s to destruction, which the desk hears of',
    (state) => {
      const stopped = stop(aCard({ state }), 'holder-died', issuedAt);
      expect(stopped).toMatchObject({ next: { state: 'to-destroy' }, letters: [], note: { reason: 'holder-died' } });
      const done = destroy(destroy(stopped.next, inspector, issuedAt).next, second, issuedAt);
      expect(done.letters.map(({ letter }) => letter.type)).toEqual(['card.destroyed']);
      expect(done.next.destroyers.map(({ id }) => id)).toEqual([inspector.id, second.id]);
    },
  );

  it.each(['collected', 'stopped', 'destroyed', 'spoiled', 'recalled', 'to-destroy'] as const)(
    'comes too late for one that is %s',
    (state) => {
      const card = aCard({ state });
      expect(stop(card, 'revoked', issuedAt)).toMatchObject({
        next: card,
        letters: [],
        note: { crossed: 'card.stopped' },
      });
    },
  );
});

describe('the production clock', () => {
  it('is noticed until the card is at the point', () => {
    expect(cardWarningOn(aCard(), seed)).toBe('2026-03-19');
    expect(cardWarningOn(aCard({ state: 'arrived' }), seed)).toBeUndefined();
    const late = noticeCardDeadline(aCard(), seed, new Date('2026-05-01T00:00:00Z'));
    expect(late).toMatchObject({ next: { state: 'ordered', clock: { warned: 100 } }, note: { reached: [100] } });
  });
});
