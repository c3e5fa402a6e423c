import { type Parsed, parsedBy } from './faults.js';
import { withoutLegacyCodePoints } from './legacy-characters.js';

/** A person's name as registered: Hanzi of GB 18030 (also outside the BMP), U+00B7 between parts. */
export type PersonName = string & { readonly __brand: 'PersonName' };

export type PersonNameFault = 'NAME_EMPTY' | 'NAME_CHARACTER' | 'NAME_LENGTH';

/** Code points that old keyboards and systems wrote for the middle dot. */
const middleDots = /[\u2022\u2027\u30FB\uFF0E\uFF65\u00B7]/gu;
const longestName = 50;

/** Reads a name: spaces go, the several middle dots become U+00B7, what GBK had at private-use code points its own; nothing is cut off. */
export function parsePersonName(text: string): Parsed<PersonName, PersonNameFault> {
  const name = withoutLegacyCodePoints(text)
    .normalize('NFC')
    .replace(/[\s\u3000\u200B]/gu, '')
    .replace(middleDots, '\u00B7');
  if (name === '') return { ok: false, fault: 'NAME_EMPTY' };
  if (!/^[\p{Script=Han}\uE000-\uF8FF〇]+(\u00B7[\p{Script=Han}\uE000-\uF8FF〇]+)*$/u.test(name)) {
    return { ok: false, fault: 'NAME_CHARACTER' };
  }
  if (name.length > longestName) return { ok: false, fault: 'NAME_LENGTH' };
  return { ok: true, value: name as PersonName };
}

export const PersonNameText = parsedBy(parsePersonName);

/** The name as screens show it: the first character, then one star a character (a character outside the BMP counts once). */
export function maskPersonName(name: string): string {
  const characters = Array.from(name);
  return characters.map((c, i) => (i === 0 ? c : '*')).join('');
}

/** Units the card's chip has for a name (GA/T 490: 30 bytes UTF-16); longer names take the over-length path. */
export const chipNameUnits = 15;
/** Units the card's chip has for an address (GA/T 490: 70 bytes UTF-16). */
export const chipAddressUnits = 35;
