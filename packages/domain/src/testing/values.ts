import { Ethnicity } from '../intake/form.js';
import { feeReceiptNumber, type FeeReceiptNumber } from '../shared/ids.js';
import { residence } from './people.js';

/** An ethnicity by its code, checked. */
export const anEthnicity = (code: string): Ethnicity => Ethnicity.parse(code);
/** The number of a receipt of the till on the examples' day. */
export const aFeeReceipt = (sequence = 1): FeeReceiptNumber =>
  feeReceiptNumber(`${residence}001`, '2026-03-02', sequence);
