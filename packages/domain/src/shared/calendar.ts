import { z } from 'zod';
import { announcedDays } from './calendar-data.js';

/** A calendar day of China civil time, YYYY-MM-DD. */
export type Day = string & { readonly __brand: 'Day' };

/** No day or instant of this system is before it; databases do not even know the year 0000. */
const firstDay = '1800-01-01';
const notBeforeFirst = (text: string): boolean => text >= firstDay;
export const DayText = z.iso
  .date()
  .refine(notBeforeFirst, 'DATE_TOO_EARLY')
  .transform((text) => text as Day);

/** An instant, UTC. */
export const InstantText = z.iso.datetime().refine(notBeforeFirst, 'DATE_TOO_EARLY');

const chinaOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** The day it is in China at an instant, whatever the server's zone. */
export function chinaDay(at: Date): Day {
  return new Date(at.getTime() + chinaOffsetMs).toISOString().slice(0, 10) as Day;
}

/** The day `days` later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10) as Day;
}

/** Days from one day to another. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The same day `months` later; where the month has no such day, its last (Civil Code art. 202). */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10) as Day;
}

/** The same day `years` later; 29 February becomes the 28th where the year has none. */
export function addYears(day: Day, years: number): Day {
  return addMonths(day, years * 12);
}

/** When who was born on 29 February has a birthday in other years: a choice, as no text settles it. */
export type LeapBirthday = 'feb-28' | 'mar-1';

/** Full years reached on a day; the birthday itself counts, 29 February is reached on the 28th of other years unless chosen otherwise. */
export function ageOn(born: Day, on: Day, leapBirthday: LeapBirthday = 'feb-28'): number {
  let age = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  const birthday = addYears(born, age);
  const moved = leapBirthday === 'mar-1' && birthday.slice(5) !== born.slice(5);
  if ((moved ? addDays(birthday, 1) : birthday) > on) age -= 1;
  return age;
}

/** The announced days of one kind as whole days. */
const announced = (kind: 'off' | 'on'): ReadonlySet<string> =>
  new Set(
    Object.entries(announcedDays).flatMap(([year, days]) =>
      days[kind].split(' ').map((monthDay) => `${year}-${monthDay}`),
    ),
  );
const holidays = announced('off');
const makeUpDays = announced('on');

/** Whether offices work on a day: holidays and make-up days are data. */
export function isWorkingDay(day: Day): boolean {
  if (holidays.has(day)) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return makeUpDays.has(day) || (weekday !== 0 && weekday !== 6);
}

/** Whether the calendar has the holidays of a day's year: without them due dates know weekends only, which is an alarm. */
export function calendarCovers(day: Day): boolean {
  return Number(day.slice(0, 4)) in announcedDays;
}

/** How a period's days are counted: all of them or working days alone; and what becomes of a last day off. */
export const DayCount = z.strictObject({
  days: z.enum(['calendar', 'working']),
  lastDayOff: z.enum(['moves-on', 'stays']),
});
export type DayCount = z.infer<typeof DayCount>;

/** The first working day from a day on. */
function workingFrom(day: Day): Day {
  let next = day;
  while (!isWorkingDay(next)) next = addDays(next, 1);
  return next;
}

/** The last day of a period: the first day is not counted, a last day off moves to the next working day (Civil Code arts. 201, 203). */
export function lastDayOf(startedOn: Day, days: number, count: DayCount): Day {
  if (count.days === 'calendar') {
    const last = addDays(startedOn, days);
    return count.lastDayOff === 'stays' ? last : workingFrom(last);
  }
  let last = startedOn;
  for (let counted = 0; counted < days; counted += 1) last = workingFrom(addDays(last, 1));
  return last;
}
