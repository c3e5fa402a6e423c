import { CitizenNumberText } from '@yidi/domain';
import { planWeek, roads, weekDays } from './plan.js';

describe('the week that is played', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planWeek(7, 200)).toEqual(planWeek(7, 200));
    expect(planWeek(8, 200)).not.toEqual(planWeek(7, 200));
  });

  it('has every ending as soon as there are cases enough, each with time for its road', () => {
    const count = Object.keys(roads).length;
    for (const seed of [1, 2, 3]) {
      expect(new Set(planWeek(seed, count).map(({ ending }) => ending)).size).toBe(count);
      for (const { ending, day } of planWeek(seed, 300)) {
        expect(day).toBeGreaterThanOrEqual(0);
        expect(day + roads[ending].steps.length).toBeLessThanOrEqual(weekDays);
      }
    }
    expect(planWeek(1, 3)).toHaveLength(3);
  });

  it('gives everybody an own citizen number of the county where they are registered', () => {
    const people = planWeek(1, 300).map(({ person }) => person);
    expect(new Set(people.map(({ citizenNumber }) => citizenNumber)).size).toBe(300);
    for (const { citizenNumber, division } of people) {
      expect(CitizenNumberText.parse(citizenNumber).slice(0, 6)).toBe(division);
    }
  });
});
