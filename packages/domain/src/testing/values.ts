import { Ethnicity } from '../intake/form.js';
import { type Day, DayText } from '../shared/calendar.js';
import {
  AcceptanceNumber,
  BureauCode,
  feeReceiptNumber,
  type FeeReceiptNumber,
  Phone,
  PointCode,
} from '../shared/ids.js';
import { Address } from '../shared/address.js';
import { Fen } from '../shared/money.js';
import { type PersonName, PersonNameText } from '../shared/person-name.js';

/** A calendar day, checked. */
export const day = (text: string): Day => DayText.parse(text);
/** A name, checked. */
export const aName = (text: string): PersonName => PersonNameText.parse(text);
/** An ethnicity by its code, checked. */
export const anEthnicity = (code: string): Ethnicity => Ethnicity.parse(code);
/** A bureau by its code, checked. */
export const aBureau = (code: string): BureauCode => BureauCode.parse(code);
/** An acceptance point by its code, checked. */
export const aPoint = (code: string): PointCode => PointCode.parse(code);
/** A phone, checked. */
export const aPhone = (number: string): Phone => Phone.parse(number);

/** An address, checked. */
export const anAddress = (text: string): Address => Address.parse(text);
/** A sum, checked. */
export const fen = (amount: number): Fen => Fen.parse(amount);

/** Residence bureau of the examples. */
export const residence = aBureau('990101');
/** Registration county of the examples. */
export const county = aBureau('990202');

/** An acceptance number, checked; of the residence on the examples' day unless it is given. */
export const anAcceptanceNumber = (number = `${residence}0012026030200001`): AcceptanceNumber =>
  AcceptanceNumber.parse(number);
/** The number of a receipt of the residence's till on the examples' day. */
export const aFeeReceipt = (sequence = 1): FeeReceiptNumber =>
  feeReceiptNumber(aPoint(`${residence}001`), day('2026-03-02'), sequence);
