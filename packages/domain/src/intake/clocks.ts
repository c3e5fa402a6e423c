import { z } from 'zod';
import type { PolicySet } from '../policy/policy.js';
import { PlainText } from '../shared/plain-text.js';
import { addDays, type Day, daysBetween, DayText, lastDayOf } from '../shared/calendar.js';

export const clockNames = ['county', 'whole', 'production'] as const;

/** A legal time limit that runs: calendar days, first day not counted. */
export const Clock = z.object({
  name: z.enum(clockNames),
  startedOn: DayText,
  dueOn: DayText,
  /** Highest percentage already noticed by the sweep. */
  warned: z.int().min(0).max(100),
  /** A remote place may take longer; the reason is recorded (Law art. 12, Norm art. 84). */
  extended: z.object({ days: z.int(), reason: PlainText(1, 120) }).optional(),
});
export type Clock = z.infer<typeof Clock>;
export type ClockName = (typeof clockNames)[number];

/** Starts a clock by the policy's number of days; the whole one of a remote place runs longer. */
export function startClock(name: ClockName, startedOn: Day, policy: PolicySet, place = ''): Clock {
  const { dayCount, deadlinesDays } = policy;
  const { remoteExtra: extra, [name]: days } = deadlinesDays;
  const remote = name === 'whole' ? policy.remotePlaces.find(({ division }) => place.startsWith(division)) : undefined;
  if (!remote || place === '') return { name, startedOn, dueOn: lastDayOf(startedOn, days, dayCount), warned: 0 };
  const extended = { days: extra, reason: remote.reason };
  return { name, startedOn, dueOn: lastDayOf(startedOn, days + extra, dayCount), warned: 0, extended };
}

/** The share of the limit that has run, in whole percent of its days; over 100 when late. */
export function percentRun(clock: Clock, today: Day): number {
  const whole = daysBetween(clock.startedOn, clock.dueOn);
  return Math.floor((daysBetween(clock.startedOn, today) * 100) / whole);
}

/** The warning level reached and not yet noticed, if any; day `dueOn` itself is 100. */
export function newWarning(clock: Clock, today: Day, policy: PolicySet): number | undefined {
  const run = percentRun(clock, today);
  const reached = policy.warnAtPercent.filter((level) => level <= run && level > clock.warned);
  return reached.at(-1);
}

/** First day on which a level is reached, so that a sweep can look cases up by index instead of asking each. */
export function dayOfLevel(clock: Clock, percent: number): Day {
  const whole = daysBetween(clock.startedOn, clock.dueOn);
  const days = Math.ceil((whole * percent) / 100);
  return addDays(clock.startedOn, days);
}

/** The next day on which the sweep has something to notice about these clocks; undefined when all levels are noticed. */
export function nextWarningOn(clocks: readonly Clock[], policy: PolicySet): Day | undefined {
  const days = clocks.flatMap((clock) =>
    policy.warnAtPercent.filter((level) => level > clock.warned).map((level) => dayOfLevel(clock, level)),
  );
  return days.sort()[0];
}

/** What a look at running clocks found: the levels newly reached, and the clocks with them noted. */
export function noticeClocks(
  clocks: readonly Clock[],
  today: Day,
  policy: PolicySet,
): { clocks: Clock[]; reached: { name: ClockName; level: number; dueOn: Day }[] } {
  const reached: { name: ClockName; level: number; dueOn: Day }[] = [];
  const noted = clocks.map((clock) => {
    const level = newWarning(clock, today, policy);
    if (level === undefined) return clock;
    reached.push({ name: clock.name, level, dueOn: clock.dueOn });
    return { ...clock, warned: level };
  });
  return { clocks: noted, reached };
}
