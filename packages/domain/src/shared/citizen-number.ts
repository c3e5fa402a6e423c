import { type Parsed, parsedBy, plainForm } from './faults.js';

/** 公民身份号码, GB 11643-1999: 6 division + 8 birth date + 3 sequence + check character, X in upper case. */
export type CitizenNumber = string & { readonly __brand: 'CitizenNumber' };

export type CitizenNumberFault =
  'CITIZEN_NUMBER_15_DIGITS' | 'CITIZEN_NUMBER_FORM' | 'CITIZEN_NUMBER_BIRTH_DATE' | 'CITIZEN_NUMBER_CHECK';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

/** The check character of the first 17 digits (ISO 7064 MOD 11-2). */
export function citizenNumberCheckDigit(first17: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return checkCharacters[sum % 11] ?? '';
}

/** Reads a citizen number as people type it; an abolished division code is never a fault. */
export function parseCitizenNumber(text: string): Parsed<CitizenNumber, CitizenNumberFault> {
  const plain = plainForm(text).toUpperCase();
  if (/^\d{15}$/.test(plain)) return { ok: false, fault: 'CITIZEN_NUMBER_15_DIGITS' };
  if (!/^\d{17}[\dX]$/.test(plain)) return { ok: false, fault: 'CITIZEN_NUMBER_FORM' };
  if (!isRealDate(bornOn(plain as CitizenNumber))) return { ok: false, fault: 'CITIZEN_NUMBER_BIRTH_DATE' };
  if (citizenNumberCheckDigit(plain) !== plain[17]) return { ok: false, fault: 'CITIZEN_NUMBER_CHECK' };
  return { ok: true, value: plain as CitizenNumber };
}

export const CitizenNumberText = parsedBy(parseCitizenNumber);

/** Birth date in the number, YYYY-MM-DD. */
export function bornOn(number: CitizenNumber): string {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
}

/** Sex in the number by GB/T 2261.1: the 17th digit is odd for a man ('1'), even for a woman ('2'). */
export function sexOf(number: CitizenNumber): '1' | '2' {
  return Number(number[16]) % 2 === 1 ? '1' : '2';
}

/** The number in groups, as people read it aloud: division, birth date, sequence and check character. */
export function formatCitizenNumber(number: CitizenNumber): string {
  return `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`;
}

/** The number as screens show it: first three and last four characters. */
export function maskCitizenNumber(number: string): string {
  return `${number.slice(0, 3)}${'*'.repeat(11)}${number.slice(-4)}`;
}

function isRealDate(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) && Number(day.slice(0, 4)) >= 1800;
}
