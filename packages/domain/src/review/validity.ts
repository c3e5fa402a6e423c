import { z } from 'zod';
import { addYears, ageOn, type Day, DayText, type LeapBirthday } from '../shared/calendar.js';
import { type Parsed, plainForm } from '../shared/faults.js';

/** Validity as printed: until a day, or long-term (长期). A record with names of its own, which no other value fits. */
export const Validity = z.object({ from: DayText, until: z.union([DayText, z.literal('long-term')]) });
export type Validity = z.infer<typeof Validity>;

const dotted = (day: Day): string => day.replaceAll('-', '.');

/** A validity as the card has it: 2026.03.05-2046.03.05 or 2026.03.05-长期. */
export const formatValidity = ({ from, until }: Validity): string =>
  `${dotted(from)}-${until === 'long-term' ? '长期' : dotted(until)}`;

/** Reads a validity off a card. */
export function parseValidity(text: string): Parsed<Validity, 'WRONG_FORMAT'> {
  const [from, until] = plainForm(text)
    .split('-')
    .map((day) => (day === '长期' ? 'long-term' : day.replaceAll('.', '-')));
  const read = Validity.safeParse({ from, until });
  return read.success ? { ok: true, value: read.data } : { ok: false, fault: 'WRONG_FORMAT' };
}

/** The rows of Law art. 5 by the age on the day of issue: five, ten, twenty years, long-term. */
export const validityRules = ['under-16', 'from-16', 'from-26', 'from-46'] as const;

/** By which row a validity was fixed, and when a birthday of 29 February counts. */
export const ValidityBy = z.object({ rule: z.enum(validityRules), leapBirthday: z.enum(['feb-28', 'mar-1']) });
export type ValidityBy = z.infer<typeof ValidityBy>;

const rows = [
  { below: 16, years: 5, rule: 'under-16' },
  { below: 26, years: 10, rule: 'from-16' },
  { below: 46, years: 20, rule: 'from-26' },
] as const;

const rowFor = (born: Day, issuedOn: Day, leapBirthday: LeapBirthday) => {
  const age = ageOn(born, issuedOn, leapBirthday);
  return rows.find(({ below }) => age < below);
};

/** Validity by age in full years on the day of issue (Law art. 5). */
export function validityFor(born: Day, issuedOn: Day, leapBirthday: LeapBirthday = 'feb-28'): Validity {
  const row = rowFor(born, issuedOn, leapBirthday);
  return { from: issuedOn, until: row ? addYears(issuedOn, row.years) : 'long-term' };
}

/** The row that fixes a validity. */
export const validityBy = (born: Day, issuedOn: Day, leapBirthday: LeapBirthday = 'feb-28'): ValidityBy => ({
  rule: rowFor(born, issuedOn, leapBirthday)?.rule ?? 'from-46',
  leapBirthday,
});
