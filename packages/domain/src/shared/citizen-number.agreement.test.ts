import { createRequire } from 'node:module';
import fc from 'fast-check';
import { citizenNumberCheckDigit, parseCitizenNumber } from './citizen-number.js';

const IdValidator = createRequire(import.meta.url)('id-validator') as new (divisions?: Record<string, string>) => {
  isValid(text: string): boolean;
};
const gb2260 = createRequire(import.meta.url)('id-validator/src/GB2260.js') as Record<string, string>;

const digits = (length: number) => fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((d) => d.join(''));
const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
/** A birth date as people mistype it: most are real, some are not. */
const birth = fc.tuple(fc.integer({ min: 1750, max: 2099 }), two(13), two(32)).map((parts) => parts.join(''));
const body = fc.tuple(digits(6), birth, digits(3)).map((parts) => parts.join(''));
const sound = body.map((first17) => first17 + citizenNumberCheckDigit(first17));
const damage = fc.record({ at: fc.nat(17), to: fc.constantFrom(...Array.from('0123456789X')) });

const numbers = fc.oneof(
  sound,
  fc.tuple(sound, damage).map(([text, { at, to }]) => text.slice(0, at) + to + text.slice(at + 1)),
  fc.tuple(sound, fc.nat(16)).map(([text, at]) => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)),
  fc.tuple(sound, fc.nat(17)).map(([text, length]) => text.slice(0, length)),
  sound.map((text) => text.toLowerCase()),
  digits(15),
);

const hasNoSuchDay = (text: string) => {
  const born = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const [, month = '', date = ''] = born.split('-');
  const rough = Number(month) >= 1 && Number(month) <= 12 && Number(date) >= 1 && Number(date) <= 31;
  const at = new Date(`${born}T00:00:00Z`);
  return rough && !at.toISOString().startsWith(born);
};

/** Where the package lets a number pass and we name a fault, on purpose. */
const onPurpose = {
  'an old number of 15 digits': (text: string) => /^\d{15}$/.test(text),
  'a day that its month has not': (text: string) => text.length === 18 && hasNoSuchDay(text),
  'a birth before 1800': (text: string) => text.length === 18 && text.slice(6, 10) < '1800',
};

const sample = fc.sample(numbers, { numRuns: 100_000, seed: 11_643 });

describe('the citizen number’s check against the package id-validator, on 100,000 numbers good and damaged', () => {
  it('says the same, but where we are stricter by a rule that has a name', () => {
    const validator = new IdValidator();
    const seen = {
      agreed: 0,
      good: 0,
      'an old number of 15 digits': 0,
      'a day that its month has not': 0,
      'a birth before 1800': 0,
    };
    const unexplained = sample.filter((text) => {
      const ours = parseCitizenNumber(text).ok;
      if (ours) seen.good += 1;
      if (ours === validator.isValid(text)) {
        seen.agreed += 1;
        return false;
      }
      const cause = (Object.keys(onPurpose) as (keyof typeof onPurpose)[]).find((name) => onPurpose[name](text));
      if (!cause || ours) return true;
      seen[cause] += 1;
      return false;
    });
    expect(unexplained).toEqual([]);
    expect(seen.good).toBeGreaterThan(20_000);
    expect(seen.agreed).toBeGreaterThan(70_000);
    expect(Object.values(seen).every((count) => count > 100)).toBe(true);
  });

  it('takes divisions that the package’s list has not: abolished codes stay in people’s numbers', () => {
    const withDivisions = new IdValidator(gb2260);
    const refusedThere = sample.filter((text) => parseCitizenNumber(text).ok && !withDivisions.isValid(text));
    expect(refusedThere.length).toBeGreaterThan(1_000);
    expect(refusedThere.filter((text) => gb2260[`${text.slice(0, 2)}0000`] !== undefined)).toEqual([]);
  });
});
