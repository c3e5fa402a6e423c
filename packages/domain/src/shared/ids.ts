import { z } from 'zod';
import { type Day, DayText } from './calendar.js';
import { checkedBy, type Parsed, plainForm } from './faults.js';

/** UUIDv7 of an application; the subject of every letter about it. */
export type ApplicationId = string & { readonly __brand: 'ApplicationId' };
export const ApplicationIdText = z.uuid().transform((text) => text.toLowerCase() as ApplicationId);

/** A name that a program or another system gave to a thing: ASCII without spaces. */
export const OpaqueId = z.string().regex(/^[\x21-\x7e]{1,80}$/, 'ID_FORM');

/** Six digits of a county public-security bureau, equal to its division code (GB/T 2260). */
export const BureauCode = z
  .string()
  .regex(/^\d{6}$/, 'BUREAU_CODE_FORM')
  .brand<'BureauCode'>();
export type BureauCode = z.infer<typeof BureauCode>;
/** Six digits of a division (GB/T 2260), for which a bureau may register; a place, not an office. */
export const DivisionCode = z.string().regex(/^\d{6}$/, 'BUREAU_CODE_FORM');
/** Nine digits of an acceptance point: bureau and station (GA 214.4). */
export const PointCode = z
  .string()
  .regex(/^\d{9}$/, 'POINT_CODE_FORM')
  .brand<'PointCode'>();
export type PointCode = z.infer<typeof PointCode>;
/** SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'SHA256_FORM');
/** Mobile or fixed line number in China, digits with an optional area code dash. */
export const Phone = z
  .string()
  .regex(/^(1\d{10}|0\d{2,3}-?\d{7,8})$/, 'PHONE_FORM')
  .brand<'Phone'>();
export type Phone = z.infer<typeof Phone>;

/** Reads a phone as people type it: spaces, full-width digits, the country's +86, dashes in a mobile number. */
export function parsePhone(text: string): Parsed<Phone, 'PHONE_FORM'> {
  const plain = plainForm(text).replace(/^(\+|00)86/, '');
  const value = plain.startsWith('1') ? plain.replaceAll('-', '') : plain;
  return checkedBy(Phone, 'PHONE_FORM')(value);
}

/** A phone as it is read aloud: a mobile number in groups, a fixed line as it is. */
export const formatPhone = (number: Phone): string => number.replace(/^(1\d\d)(\d{4})(\d{4})$/, '$1 $2 $3');

/** The last four digits of a phone, as screens show it. */
export function maskPhone(phone: Phone): string {
  return `${'*'.repeat(phone.length - 4)}${phone.slice(-4)}`;
}

/** GA 214.4: 22 digits = 6 division + 3 station + 8 date + 5 sequence of station and day. */
export const AcceptanceNumber = z
  .string()
  .regex(/^\d{22}$/, 'ACCEPTANCE_NUMBER_FORM')
  .brand<'AcceptanceNumber'>();
export type AcceptanceNumber = z.infer<typeof AcceptanceNumber>;

/** The acceptance number of a point, a day and a running number of theirs. */
export function acceptanceNumber(point: PointCode, day: Day, sequence: number): AcceptanceNumber {
  return AcceptanceNumber.parse(`${point}${day.replaceAll('-', '')}${running(sequence, 5)}`);
}

/** Receipt number of a till as records and letters have it: how other tills count is theirs. */
export const FeeReceiptNumber = OpaqueId.brand<'FeeReceiptNumber'>();
export type FeeReceiptNumber = z.infer<typeof FeeReceiptNumber>;

/** Receipt number of a till of ours: point, day, running number of till and day without gaps. */
export function feeReceiptNumber(point: PointCode, day: Day, sequence: number): FeeReceiptNumber {
  return FeeReceiptNumber.parse(`${point}${day.replaceAll('-', '')}R${running(sequence, 4)}`);
}

/** What a number of a point and day says. */
export interface NumberParts {
  readonly point: PointCode;
  readonly day: Day;
  readonly sequence: number;
}

function read(pattern: RegExp, number: string): NumberParts | undefined {
  const [, place, year, month, date, sequence] = pattern.exec(number) ?? [];
  const point = PointCode.safeParse(place);
  const day = DayText.safeParse(`${year}-${month}-${date}`);
  return point.success && day.success ? { point: point.data, day: day.data, sequence: Number(sequence) } : undefined;
}

/** The parts of an acceptance number; undefined where it is none. */
export const readAcceptanceNumber = (number: string): NumberParts | undefined =>
  read(/^(\d{9})(\d{4})(\d\d)(\d\d)(\d{5})$/, number);

/** The parts of a fee receipt's number; undefined where it is none. */
export const readFeeReceiptNumber = (number: string): NumberParts | undefined =>
  read(/^(\d{9})(\d{4})(\d\d)(\d\d)R(\d{4})$/, number);

/** A running number in its fixed width: one that does not fit is never written longer or cut. */
function running(sequence: number, width: number): string {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence >= 10 ** width) {
    throw new RangeError(`a running number of ${width} digits cannot be ${sequence}`);
  }
  return String(sequence).padStart(width, '0');
}
