import { addDays } from '../shared/calendar.js';
import { anApplication, day, seed } from '../testing/index.js';
import { dayOfLevel, newWarning, nextWarningOn, noticeClocks, percentRun, startClock } from './clocks.js';
import { applicationWarningOn, noticeDeadlines } from './deadlines.js';

const monday = day('2026-03-02');

describe('a clock', () => {
  it.each([
    ['county', '2026-03-09'],
    ['whole', '2026-04-16'],
    ['production', '2026-04-01'],
  ] as const)('the %s clock that starts on Monday, 2 March 2026 ends on %s', (name, dueOn) => {
    expect(startClock(name, monday, seed)).toEqual({ name, startedOn: monday, dueOn, warned: 0 });
  });

  it('warns at 50, 80 and 100 percent, each once, and is over 100 when late', () => {
    const clock = startClock('production', monday, seed);
    const warningOn = (days: number, warned = 0) => newWarning({ ...clock, warned }, addDays(monday, days), seed);
    expect(warningOn(14)).toBeUndefined();
    expect(warningOn(15)).toBe(50);
    expect(warningOn(15, 50)).toBeUndefined();
    expect(warningOn(23, 50)).toBeUndefined();
    expect(warningOn(24, 50)).toBe(80);
    expect(warningOn(30, 80)).toBe(100);
    expect(warningOn(90, 100)).toBeUndefined();
    expect(percentRun(clock, addDays(monday, 60))).toBe(200);
  });

  it('notices only the highest of several levels that passed while nobody looked', () => {
    const { clocks, reached } = noticeClocks([startClock('whole', monday, seed)], day('2026-05-01'), seed);
    expect(reached).toEqual([{ name: 'whole', level: 100, dueOn: '2026-04-16' }]);
    expect(clocks[0]?.warned).toBe(100);
  });

  it('names the day of each level, so that a sweep finds cases by index', () => {
    const clock = startClock('production', monday, seed);
    expect([50, 80, 100].map((level) => dayOfLevel(clock, level))).toEqual(['2026-03-17', '2026-03-26', '2026-04-01']);
    expect(nextWarningOn([clock, startClock('county', monday, seed)], seed)).toBe('2026-03-06');
    expect(nextWarningOn([{ ...clock, warned: 100 }], seed)).toBeUndefined();
  });
});

describe('the deadlines of an application', () => {
  it('scenario 18: on the day the county’s limit ends the county is reminded, and nothing is decided', () => {
    const accepted = anApplication({ state: 'accepted' });
    const { next, letters, note } = noticeDeadlines(accepted, new Date('2026-03-09T01:00:00Z'));
    expect(letters.map(({ letter, payload }) => [letter.type, payload])).toEqual([
      ['review.reminded', expect.objectContaining({ level: 100, dueOn: '2026-03-09' })],
    ]);
    expect(note).toEqual({ reached: ['county:100'] });
    expect({ ...next, clocks: [] }).toEqual({ ...accepted, clocks: [] });
  });

  it('reminds nobody while the case waits for the applicant’s answer', () => {
    const returned = anApplication({ state: 'returned' });
    expect(noticeDeadlines(returned, new Date('2026-03-09T01:00:00Z')).letters).toEqual([]);
  });

  it('scenario 19: the clocks of a corrected case are the clocks it was accepted with', () => {
    expect(anApplication({ state: 'corrected' }).clocks).toEqual(anApplication({ state: 'accepted' }).clocks);
  });

  it('keeps the whole clock and starts the one of production when the county has issued', () => {
    const [whole, production, ...others] = anApplication({ state: 'ordered' }).clocks;
    expect(whole).toEqual(anApplication({ state: 'accepted' }).clocks.find(({ name }) => name === 'whole'));
    expect(production).toMatchObject({ name: 'production', startedOn: '2026-03-04' });
    expect(others).toEqual([]);
  });

  it.each(['collected', 'withdrawn', 'refused-by-county', 'revoked'] as const)('stops all clocks when %s', (state) => {
    expect(applicationWarningOn(anApplication({ state }))).toBeUndefined();
  });
});

describe('a remote place', () => {
  const remote = { ...seed, remotePlaces: [{ division: '9901', reason: '交通不便' }] };
  const whole = (place: string) => startClock('whole', day('2026-03-02'), remote, place);

  it('has thirty days more for the whole, with the reason on record; the county has none', () => {
    expect(whole('990101001')).toMatchObject({ dueOn: '2026-05-18', extended: { days: 30, reason: '交通不便' } });
    expect(startClock('county', day('2026-03-02'), remote, '990101001')).toEqual(
      startClock('county', day('2026-03-02'), seed),
    );
  });

  it('is one that the policy names', () => {
    expect(whole('990202001')).toEqual(startClock('whole', day('2026-03-02'), seed));
    expect(whole('')).toEqual(startClock('whole', day('2026-03-02'), seed));
  });
});
