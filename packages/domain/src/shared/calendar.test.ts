import { day, seed } from '../testing/index.js';
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  calendarCovers,
  chinaDay,
  daysBetween,
  DayText,
  InstantText,
  isWorkingDay,
  lastDayOf,
} from './calendar.js';

describe('the day it is in China', () => {
  it.each([
    ['2026-03-01T15:59:59.999Z', '2026-03-01'],
    ['2026-03-01T16:00:00.000Z', '2026-03-02'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2028-02-28T16:00:00.000Z', '2028-02-29'],
  ])('%s is %s there', (instant, expected) => {
    expect(chinaDay(new Date(instant))).toBe(expected);
  });
});

describe('days, months and years', () => {
  it('counts days over months, years and 29 February', () => {
    expect(addDays(day('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addDays(day('2026-03-01'), -1)).toBe('2026-02-28');
    expect(daysBetween(day('2026-02-28'), day('2026-03-02'))).toBe(2);
    expect(daysBetween(day('2026-03-02'), day('2026-02-28'))).toBe(-2);
  });

  it('takes the last day of a month that has no such day (Civil Code art. 202)', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(day('2028-01-31'), 1)).toBe('2028-02-29');
    expect(addMonths(day('2026-08-31'), 1)).toBe('2026-09-30');
    expect(addMonths(day('2026-11-30'), 3)).toBe('2027-02-28');
    expect(addMonths(day('2026-03-31'), -1)).toBe('2026-02-28');
  });

  it('makes 29 February the 28th in years that have none', () => {
    expect(addYears(day('2028-02-29'), 10)).toBe('2038-02-28');
    expect(addYears(day('2028-02-29'), 20)).toBe('2048-02-29');
  });

  it('counts full years: the birthday itself has reached the age, the day before has not', () => {
    expect(ageOn(day('2000-03-02'), day('2026-03-01'))).toBe(25);
    expect(ageOn(day('2000-03-02'), day('2026-03-02'))).toBe(26);
    expect(ageOn(day('1980-02-29'), day('2026-02-27'))).toBe(45);
    expect(ageOn(day('1980-02-29'), day('2026-02-28'))).toBe(46);
    expect(ageOn(day('1980-02-29'), day('2028-02-28'))).toBe(47);
    expect(ageOn(day('1980-02-29'), day('2028-02-29'))).toBe(48);
    expect(ageOn(day('2026-03-02'), day('2026-03-02'))).toBe(0);
  });

  it('reads only days that exist', () => {
    expect(DayText.safeParse('2026-02-29').success).toBe(false);
    expect(DayText.safeParse('2026-2-1').success).toBe(false);
    expect(DayText.safeParse('2028-02-29').success).toBe(true);
  });

  it('reads no day and no instant before 1800: databases have no year 0000', () => {
    for (const early of ['0000-01-01', '0000-02-29', '0999-12-31', '1799-12-31']) {
      expect(DayText.safeParse(early).error?.issues[0]?.message).toBe('DATE_TOO_EARLY');
      expect(InstantText.safeParse(`${early}T00:00:00Z`).error?.issues[0]?.message).toBe('DATE_TOO_EARLY');
    }
    expect(DayText.safeParse('1800-01-01').success).toBe(true);
    expect(InstantText.safeParse('2026-03-02T02:00:00.000Z').success).toBe(true);
  });
});

describe('working days as the State Council announced them', () => {
  it.each([
    ['a Monday', '2026-03-02', true],
    ['a Saturday', '2026-03-07', false],
    ['a Sunday', '2026-03-08', false],
    ['National Day, a Thursday', '2026-10-01', false],
    ['a Saturday that makes up for a holiday', '2026-10-10', true],
    ['a Sunday that makes up for a holiday', '2026-09-20', true],
    ['a Tuesday of Spring Festival', '2026-02-17', false],
  ])('%s: %s', (_, text, works) => {
    expect(isWorkingDay(day(text))).toBe(works);
  });

  it('says for which years it knows the holidays', () => {
    expect(calendarCovers(day('2026-12-31'))).toBe(true);
    expect(calendarCovers(day('2027-01-01'))).toBe(false);
    expect(calendarCovers(day('2015-01-01'))).toBe(true);
    expect(calendarCovers(day('2014-12-31'))).toBe(false);
  });
});

describe('extra scenario e: the last day of a period (Civil Code arts. 201 and 203)', () => {
  it.each([
    ['does not count the first day', '2026-03-02', 1, '2026-03-03'],
    ['moves a Saturday to Monday', '2026-03-02', 5, '2026-03-09'],
    ['moves over the whole of National Day week', '2026-09-26', 5, '2026-10-08'],
    ['stays on a Saturday that is a working day', '2026-10-05', 5, '2026-10-10'],
    ['moves over Spring Festival, which began on a Sunday', '2026-02-10', 5, '2026-02-24'],
    ['stays on a make-up Saturday before Spring Festival', '2026-02-09', 5, '2026-02-14'],
    ['ends 45 days later on a Thursday', '2026-03-02', 45, '2026-04-16'],
  ])('%s', (_, started, days, last) => {
    expect(lastDayOf(day(started), days, seed.dayCount)).toBe(last);
  });
});

describe('the days of a period, counted as a policy set has them', () => {
  it.each([
    ['calendar days, a last day off stays', 'calendar', 'stays', '2026-03-02', 5, '2026-03-07'],
    ['calendar days, a last day off moves on', 'calendar', 'moves-on', '2026-03-02', 5, '2026-03-09'],
    ['working days over a weekend', 'working', 'moves-on', '2026-03-02', 5, '2026-03-09'],
    ['working days over National Day', 'working', 'stays', '2026-09-30', 1, '2026-10-08'],
    ['a make-up Saturday among working days', 'working', 'stays', '2026-10-08', 2, '2026-10-10'],
    ['no days at all', 'working', 'stays', '2026-03-02', 0, '2026-03-02'],
  ] as const)('%s', (_, days, lastDayOff, started, length, last) => {
    expect(lastDayOf(day(started), length, { days, lastDayOff })).toBe(last);
  });
});
