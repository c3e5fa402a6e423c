import {
  aCitizenNumber,
  aCollection,
  aName,
  anApplication,
  anOfficer,
  aPoint,
  county,
  fen,
  found,
  issuedAt,
  residence,
  seed,
} from '../testing/index.js';
import type { Application } from './application.js';
import {
  allowException,
  collect,
  CollectionRequest,
  exceptionKinds,
  lostSinceDifference,
  refusedAttempt,
} from './collection.js';
import { publicStage } from './status.js';

const clerk = anOfficer({ role: 'clerk' });
const supervisor = anOfficer({ role: 'supervisor' });
const hand = (
  over: Parameters<typeof aCollection>[0] = {},
  officer = clerk,
  application: Application = anApplication({ state: 'arrived' }),
) => collect(application, aCollection(over), found(), officer, issuedAt);
/** A card at the counter for which a supervisor has allowed something. */
const excepted = (of: (typeof exceptionKinds)[number], by = supervisor) =>
  allowException(anApplication({ state: 'arrived' }), { of, grounds: '经核实同意发证' }, by, issuedAt).next;
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('given a card at the counter', () => {
  it('when the holder comes with receipt and original card, then it is collected and both sides are told', () => {
    const { next, letters, notices } = hand();
    expect(next).toMatchObject({ state: 'collected', clocks: [] });
    expect(letters.map(({ letter, to }) => [letter.type, to.bureau, to.service])).toEqual([
      ['card.collected', residence, 'production'],
      ['card.collected', county, 'review'],
    ]);
    expect(notices.map(({ kind }) => kind)).toEqual(['collected']);
    expect(publicStage(next)).toBe('collected');
  });

  it('then the receipt code is kept nowhere else', () => {
    const { next, letters, note } = hand();
    expect(JSON.stringify({ collection: next.collection, letters, note })).not.toContain(aCollection().receiptCode);
  });

  it('when a relative comes with the receipt, then the relation is recorded', () => {
    const collector = {
      who: 'proxy',
      name: aName('欧阳父'),
      citizenNumber: aCitizenNumber({ born: '1960-01-01' }),
      relation: 'parent',
    } as const;
    expect(hand({ collector }).next.collection?.request.collector).toEqual(collector);
    expect(JSON.stringify(hand({ collector }).letters)).not.toContain('欧阳父');
  });
});

describe('scenario 25: it is not handed over', () => {
  const relative = {
    who: 'proxy',
    name: aName('欧阳父'),
    citizenNumber: aCitizenNumber({ born: '1960-01-01' }),
    relation: 'parent',
  } as const;
  const mismatch = { identity: { by: 'fingerprint', result: 'no-match' } } as const;
  const { receiptCode: _lost, ...withoutReceipt } = aCollection();

  it('with another receipt, whatever a supervisor allows', () => {
    expect(() => hand({ receiptCode: 'ANOTHER-RECEIPT' })).toThrow(code('RECEIPT_WRONG'));
    expect(() => hand({ receiptCode: 'ANOTHER-RECEIPT' }, clerk, excepted('receipt'))).toThrow(code('RECEIPT_WRONG'));
  });

  it('to a relative without the receipt, unless a supervisor allows it with grounds and another officer hands over', () => {
    const take = (application: Application, officer = clerk) =>
      collect(application, { ...withoutReceipt, collector: relative }, found(), officer, issuedAt);
    expect(() => take(anApplication({ state: 'arrived' }))).toThrow(code('RECEIPT_MISSING'));
    expect(() => take(excepted('receipt'), supervisor)).toThrow(code('SAME_OFFICER'));
    expect(take(excepted('receipt')).next.state).toBe('collected');
  });

  it('when fingers or face do not match, unless a supervisor allows it and another officer hands over', () => {
    expect(() => hand(mismatch)).toThrow(code('IDENTITY_NOT_CONFIRMED'));
    expect(() => hand(mismatch, supervisor, excepted('identity'))).toThrow(code('SAME_OFFICER'));
    expect(hand(mismatch, clerk, excepted('identity')).next.collection?.request.identity).toEqual(mismatch.identity);
  });

  it('and the attempt is one for the history; a bug or a wrong point is none', () => {
    const attempt = (act: () => unknown) => {
      try {
        return void act();
      } catch (error) {
        return refusedAttempt(error);
      }
    };
    expect(attempt(() => hand(mismatch))).toBe('IDENTITY_NOT_CONFIRMED');
    expect(attempt(() => hand({}, { ...clerk, point: aPoint('990101002') }))).toBeUndefined();
    expect(refusedAttempt(new TypeError('a bug'))).toBeUndefined();
  });

  it('by an exception that a clerk or somebody not in post allows', () => {
    expect(() => excepted('receipt', clerk)).toThrow(code('ROLE_NOT_ALLOWED'));
    expect(() => excepted('receipt', { ...supervisor, inPost: false })).toThrow(code('NOT_IN_POST'));
  });

  it('to a proxy whom the policy does not know', () => {
    const friend = { collector: { ...relative, relation: 'friend' as 'parent' } };
    expect(() => hand(friend)).toThrow(code('PROXY_NOT_ALLOWED'));
    const oneself = { collector: { ...relative, citizenNumber: anApplication().form.citizenNumber } };
    expect(() => hand(oneself)).toThrow(code('PROXY_NOT_ALLOWED'));
  });

  it('by a clerk of another point; a supervisor answers for all', () => {
    expect(() => hand({}, { ...clerk, point: aPoint('990101002') })).toThrow(code('WRONG_POINT'));
    expect(hand({}, { ...supervisor, point: aPoint('990101002') }).next.state).toBe('collected');
  });
});

describe('the original card', () => {
  it.each(['expiry', 'damage'] as const)('has to come back at that moment for %s', (reason) => {
    const arrived = anApplication({ state: 'arrived', reason });
    expect(() => hand({ originalCard: 'none' }, clerk, arrived)).toThrow(code('ORIGINAL_CARD_NOT_RETURNED'));
    expect(() => hand({ originalCard: 'lost-since' }, supervisor, arrived)).toThrow(code('ORIGINAL_CARD_NOT_RETURNED'));
  });

  it('scenario 21: lost since: loss report, written statement and a supervisor; no difference by this policy', () => {
    const waiver = { statement: '原证于三月一日遗失', lossReport: 'GS20260301001' };
    const lost = { originalCard: 'lost-since', waiver } as const;
    expect(() => hand(lost)).toThrow(code('WAIVER_NEEDS_SUPERVISOR'));
    expect(() => hand({ originalCard: 'lost-since' }, clerk, excepted('original-card'))).toThrow(
      code('ORIGINAL_CARD_NOT_RETURNED'),
    );
    expect(
      CollectionRequest.safeParse(aCollection({ ...lost, waiver: { statement: '遗失了' } as never })).success,
    ).toBe(false);
    const { next, note } = hand(lost, clerk, excepted('original-card'));
    expect(next.collection?.request).toMatchObject(lost);
    expect(note).toMatchObject({ exceptions: ['original-card'] });
    const paid = { ...lost, waiver: { ...waiver, differencePaidFen: fen(2000) } };
    expect(() => hand(paid, clerk, excepted('original-card'))).toThrow(code('DIFFERENCE_NOT_PAID'));
  });

  it('scenario 21: where the policy asks for it, the difference to a replacement is due', () => {
    const asking = { ...seed, handOver: { ...seed.handOver, lostSincePaysDifference: true } };
    expect([lostSinceDifference(asking, 'expiry'), lostSinceDifference(asking, 'damage')]).toEqual([2000, 0]);
    expect(lostSinceDifference(seed, 'expiry')).toBe(0);
  });

  it('is not asked for after a loss', () => {
    const arrived = anApplication({ state: 'arrived', reason: 'loss' });
    expect(hand({ originalCard: 'none' }, clerk, arrived).next.state).toBe('collected');
  });
});

describe('scenario 24: the registration was cancelled', () => {
  it('then a hand-over is refused as soon as the registry says so, before the county does', () => {
    const arrived = anApplication({ state: 'arrived' });
    const gone = found({ registration: 'cancelled' });
    expect(() => collect(arrived, aCollection(), gone, clerk, issuedAt)).toThrow(code('REGISTRATION_CANCELLED'));
    expect(collect(arrived, aCollection(), { answer: 'away' }, clerk, issuedAt).next.state).toBe('collected');
    expect(collect(arrived, aCollection(), found({ registration: 'moved' }), clerk, issuedAt).next.state).toBe(
      'collected',
    );
  });

  it('then hand-over is blocked, and the destroyed card ends the application', () => {
    expect(() => hand({}, clerk, anApplication({ state: 'revoked' }))).toThrow(code('STEP_NOT_ALLOWED'));
    expect(anApplication({ state: 'destroyed' }).collection).toBeNull();
  });
});

describe('the signature', () => {
  it('is given before the card changes hands; who is not recognised is not asked for it', () => {
    const mismatch = { identity: { by: 'fingerprint', result: 'no-match' } } as const;
    expect(() => hand({ signed: false })).toThrow(code('SIGNATURE_MISSING'));
    expect(() => hand({ signed: false, ...mismatch })).toThrow(code('IDENTITY_NOT_CONFIRMED'));
  });
});

describe('what the counter sends', () => {
  it('is read with every fault named', () => {
    const { error } = CollectionRequest.safeParse({ receiptCode: 'x', identity: {}, collector: { who: 'stranger' } });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(
      expect.arrayContaining(['receiptCode', 'identity.by', 'identity.result', 'collector.who', 'originalCard']),
    );
  });
});
