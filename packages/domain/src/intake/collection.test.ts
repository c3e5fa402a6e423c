import {
  aCitizenNumber,
  aCollection,
  aName,
  anApplication,
  anOfficer,
  county,
  issuedAt,
  residence,
} from '../testing/index.js';
import type { Application } from './application.js';
import { collect, CollectionRequest } from './collection.js';
import { publicStage } from './status.js';

const clerk = anOfficer({ role: 'clerk' });
const supervisor = anOfficer({ role: 'supervisor' });
const hand = (
  over: Parameters<typeof aCollection>[0] = {},
  officer = clerk,
  application: Application = anApplication({ state: 'arrived' }),
) => collect(application, aCollection(over), officer, issuedAt);
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
  it('without the receipt', () => {
    expect(() => hand({ receiptCode: 'ANOTHER-RECEIPT' })).toThrow(code('RECEIPT_WRONG'));
  });

  it('when fingers or face do not match', () => {
    expect(() => hand({ identity: { by: 'fingerprint', result: 'no-match' } })).toThrow(code('IDENTITY_NOT_CONFIRMED'));
  });

  it('by a clerk of another point; a supervisor answers for all', () => {
    expect(() => hand({}, { ...clerk, point: '990101002' })).toThrow(code('WRONG_POINT'));
    expect(hand({}, { ...supervisor, point: '990101002' }).next.state).toBe('collected');
  });
});

describe('the original card', () => {
  it.each(['expiry', 'damage'] as const)('has to come back at that moment for %s', (reason) => {
    const arrived = anApplication({ state: 'arrived', reason });
    expect(() => hand({ originalCard: 'none' }, clerk, arrived)).toThrow(code('ORIGINAL_CARD_NOT_RETURNED'));
    expect(() => hand({ originalCard: 'lost-since' }, supervisor, arrived)).toThrow(code('ORIGINAL_CARD_NOT_RETURNED'));
  });

  it('scenario 21: lost since: a written statement and a supervisor', () => {
    const lost = { originalCard: 'lost-since', waiver: { statement: '原证于三月一日遗失' } } as const;
    expect(() => hand(lost, clerk)).toThrow(code('WAIVER_NEEDS_SUPERVISOR'));
    expect(hand(lost, supervisor).next.collection?.request).toMatchObject(lost);
  });

  it('is not asked for after a loss', () => {
    const arrived = anApplication({ state: 'arrived', reason: 'loss' });
    expect(hand({ originalCard: 'none' }, clerk, arrived).next.state).toBe('collected');
  });
});

describe('scenario 24: the registration was cancelled', () => {
  it('then hand-over is blocked, and the destroyed card ends the application', () => {
    expect(() => hand({}, clerk, anApplication({ state: 'revoked' }))).toThrow(code('STEP_NOT_ALLOWED'));
    expect(anApplication({ state: 'destroyed' }).collection).toBeNull();
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
