import { z } from 'zod';
import { addYears, ageOn, DayText, type Day } from '../shared/calendar.js';

/** Validity as printed: until a day, or long-term (长期). */
export const Validity = z.object({ from: DayText, until: z.union([DayText, z.literal('long-term')]) });
export type Validity = z.infer<typeof Validity>;

/** Upper age (exclusive) and years; from 46 long-term (Law art. 5). */
const yearsByAge = [
  { below: 16, years: 5 },
  { below: 26, years: 10 },
  { below: 46, years: 20 },
] as const;

/** Validity by age in full years on the day of issue (Law art. 5). */
export function validityFor(born: Day, issuedOn: Day): Validity {
  const age = ageOn(born, issuedOn);
  const row = yearsByAge.find(({ below }) => age < below);
  return { from: issuedOn, until: row ? addYears(issuedOn, row.years) : 'long-term' };
}
