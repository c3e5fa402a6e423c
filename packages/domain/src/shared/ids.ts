import { z } from 'zod';

/** UUIDv7 of an application; the subject of every letter about it. */
export type ApplicationId = string & { readonly __brand: 'ApplicationId' };
export const ApplicationIdText = z.uuid().transform((text) => text.toLowerCase() as ApplicationId);

/** A name that a program or another system gave to a thing: ASCII without spaces. */
export const OpaqueId = z.string().regex(/^[\x21-\x7e]{1,80}$/, 'ID_FORM');

/** Six digits of a county public-security bureau, equal to its division code. */
export const BureauCode = z.string().regex(/^\d{6}$/, 'BUREAU_CODE_FORM');
/** Nine digits of an acceptance point: bureau and station. */
export const PointCode = z.string().regex(/^\d{9}$/, 'POINT_CODE_FORM');
/** SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'SHA256_FORM');
/** Fen, whole. */
export const Fen = z.int().min(0).max(10_000_000);
/** Mobile or fixed line number in China, digits with an optional area code dash. */
export const Phone = z.string().regex(/^(1\d{10}|0\d{2,3}-?\d{7,8})$/, 'PHONE_FORM');

/** The last four digits of a phone, as screens show it. */
export function maskPhone(phone: string): string {
  return `${'*'.repeat(Math.max(0, phone.length - 4))}${phone.slice(-4)}`;
}

/** GA 214.4: 22 digits = 6 division + 3 station + 8 date + 5 sequence of station and day. */
export function acceptanceNumber(point: string, day: string, sequence: number): string {
  return `${point}${day.replaceAll('-', '')}${running(sequence, 5)}`;
}
export const AcceptanceNumber = z.string().regex(/^\d{22}$/, 'ACCEPTANCE_NUMBER_FORM');

/** Receipt number of a till: point, day, running number of till and day without gaps. */
export function feeReceiptNumber(point: string, day: string, sequence: number): string {
  return `${point}${day.replaceAll('-', '')}R${running(sequence, 4)}`;
}

/** A running number in its fixed width: one that does not fit is never written longer or cut. */
function running(sequence: number, width: number): string {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence >= 10 ** width) {
    throw new RangeError(`a running number of ${width} digits cannot be ${sequence}`);
  }
  return String(sequence).padStart(width, '0');
}
