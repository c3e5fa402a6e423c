import { z } from 'zod';
import { plainForm } from './faults.js';

/** Letters of a receipt code: Crockford's base32, which has no look-alikes. */
export const receiptAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Letters of a whole code: 120 random bits. */
export const receiptCodeLetters = 24;

/** A receipt code as the office writes it; what somebody types is text until it proves to be one. */
export const ReceiptCode = z
  .string()
  .regex(new RegExp(`^[${receiptAlphabet}]{${receiptCodeLetters}}$`), 'WRONG_FORMAT')
  .brand<'ReceiptCode'>();
export type ReceiptCode = z.infer<typeof ReceiptCode>;

/** Case, spaces, dashes, full-width forms and look-alikes do not matter. */
const plain = (text: string): string =>
  plainForm(text).toUpperCase().replaceAll('-', '').replaceAll('O', '0').replace(/[IL]/g, '1');

/** One more letter that tells a mistyped code (ISO 7064, hybrid system for 32 letters): every single wrong one, nearly every exchange. */
export function checkCharacter(code: string): string {
  const letters = receiptAlphabet.length;
  let sum = letters;
  for (const letter of code) {
    sum = (sum + receiptAlphabet.indexOf(letter)) % letters || letters;
    sum = (sum * 2) % (letters + 1);
  }
  return receiptAlphabet[(letters + 1 - sum) % letters] ?? '';
}

/** A receipt code as its holder has it: with the check character behind, which scanners read and people copy. */
export const printedReceiptCode = (code: ReceiptCode): string => `${code}${checkCharacter(code)}`;

/** The same in groups of four, for people. */
export const groupedReceiptCode = (code: ReceiptCode): string =>
  printedReceiptCode(code).replace(/(.{4})(?=.)/g, '$1-');

/** What stands behind `#` in a tracking address that was scanned whole. */
const scannedCode = (text: string): string => text.slice(text.lastIndexOf('#') + 1);

/** The code that somebody typed or scanned, with or without its check character; one with a wrong check character stays as it is. */
export function plainReceiptCode(text: string): string {
  const given = plain(scannedCode(text));
  return given.length === receiptCodeLetters + 1 && !mistypedReceiptCode(given) ? given.slice(0, -1) : given;
}

/** Whether a code cannot be one as it was typed: it tells the person nothing about which codes there are. */
export function mistypedReceiptCode(text: string): boolean {
  const given = plain(scannedCode(text));
  if (Array.from(given).some((letter) => !receiptAlphabet.includes(letter))) return true;
  if (given.length === receiptCodeLetters) return false;
  return (
    given.length !== receiptCodeLetters + 1 ||
    checkCharacter(given.slice(0, receiptCodeLetters)) !== given[receiptCodeLetters]
  );
}
