import fc from 'fast-check';
import { anApplication, anOfficer } from '../testing/index.js';
import { oweBack, refund } from './fee.js';
import { closeTill, type Receipt, receiptGaps } from './till.js';

const code = (expected: string, details?: object) =>
  expect.objectContaining({ code: expected, ...(details ? { details } : {}) });
const receipt = (number: number, over: Partial<Receipt> = {}): Receipt => ({
  number,
  amountFen: 2000,
  kind: 'taken',
  voided: false,
  ...over,
});

describe('a till at the end of its day', () => {
  const day = [
    receipt(1),
    receipt(2, { voided: true }),
    receipt(3, { amountFen: 4000 }),
    receipt(4, { kind: 'given-back' }),
  ];

  it('has in its drawer what was taken less what was given back; a voided receipt counts for nothing and stays', () => {
    expect(closeTill(day, 4000)).toEqual({ receipts: 4, voided: 1, takenFen: 6000, givenBackFen: 2000, cashFen: 4000 });
    expect(closeTill([], 0)).toEqual({ receipts: 0, voided: 0, takenFen: 0, givenBackFen: 0, cashFen: 0 });
  });

  it('stays open when a fen is missing', () => {
    expect(() => closeTill(day, 3999)).toThrow(
      code('TILL_DOES_NOT_ADD_UP', { gaps: [], cashFen: 4000, countedFen: 3999 }),
    );
  });

  it('stays open when a number is missing or stands twice', () => {
    expect(receiptGaps([receipt(3), receipt(1)])).toEqual([2]);
    expect(receiptGaps([receipt(1), receipt(2), receipt(1)])).toEqual([1]);
    expect(() => closeTill([receipt(2)], 2000)).toThrow(code('TILL_DOES_NOT_ADD_UP'));
  });

  it('whatever it took and gave back, adds up', () => {
    const receipts = fc.array(
      fc.record({ amountFen: fc.nat(9000), kind: fc.constantFrom('taken', 'given-back'), voided: fc.boolean() }),
    );
    fc.assert(
      fc.property(receipts, (list) => {
        const numbered = list.map((each, index) => ({ ...each, number: index + 1 }) as Receipt);
        const kept = numbered.filter(({ voided }) => !voided);
        const cash = kept.reduce((sum, { kind, amountFen }) => sum + (kind === 'taken' ? amountFen : -amountFen), 0);
        const { takenFen, givenBackFen, cashFen } = closeTill(numbered, cash);
        return takenFen - givenBackFen === cashFen;
      }),
    );
  });
});

describe('a fee', () => {
  const clerk = anOfficer({ role: 'clerk' });
  const { fee } = anApplication({ state: 'withdrawn' });
  if (!fee) throw new Error('a withdrawn application had a fee');

  it('owed back is given back once', () => {
    const given = refund(fee, clerk);
    expect([fee.state, given.state]).toEqual(['refund-due', 'refunded']);
    expect(() => refund(given, clerk)).toThrow(code('STEP_NOT_ALLOWED'));
    expect(() => refund(fee, anOfficer({ role: 'maker' }))).toThrow(code('ROLE_NOT_ALLOWED'));
  });

  it('that was never taken is never owed back', () => {
    expect(() => oweBack({ ...fee, state: 'exempt' })).toThrow(code('STEP_NOT_ALLOWED'));
  });
});
