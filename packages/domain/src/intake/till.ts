import { DomainError } from '../errors.js';

/** One receipt of a till: what it was written for, or that it was voided; none is ever deleted. */
export interface Receipt {
  readonly number: number;
  readonly amountFen: number;
  readonly kind: 'taken' | 'given-back';
  readonly voided: boolean;
}

/** What a till has at the end of its day. */
export interface TillCount {
  readonly receipts: number;
  readonly voided: number;
  readonly takenFen: number;
  readonly givenBackFen: number;
  readonly cashFen: number;
}

/** Receipt numbers that a till's day lacks or has twice: they run from 1 without gaps. */
export function receiptGaps(receipts: readonly Receipt[]): number[] {
  const numbers = receipts.map(({ number }) => number).sort((one, other) => one - other);
  const wanted = Array.from({ length: Math.max(0, ...numbers) }, (_, index) => index + 1);
  const twice = numbers.filter((number, index) => numbers[index - 1] === number);
  return [...wanted.filter((number) => !numbers.includes(number)), ...twice];
}

/** Closes a till's day: numbers without gaps, and the cash in the drawer is what was taken less what was given back. */
export function closeTill(receipts: readonly Receipt[], countedFen: number): TillCount {
  const sum = (kind: Receipt['kind']) =>
    receipts
      .filter((receipt) => receipt.kind === kind && !receipt.voided)
      .reduce((total, { amountFen }) => total + amountFen, 0);
  const [takenFen, givenBackFen] = [sum('taken'), sum('given-back')];
  const cashFen = takenFen - givenBackFen;
  const gaps = receiptGaps(receipts);
  if (gaps.length > 0 || countedFen !== cashFen) {
    throw new DomainError('TILL_DOES_NOT_ADD_UP', 'receipts and cash do not add up', {
      gaps: gaps.map(String),
      cashFen,
      countedFen,
    });
  }
  return {
    receipts: receipts.length,
    voided: receipts.filter(({ voided }) => voided).length,
    takenFen,
    givenBackFen,
    cashFen,
  };
}
