import { anApplication, day, seed } from '../testing/index.js';
import { remindToCollect, uncollectedSince } from './uncollected.js';

describe('a card that nobody collects', () => {
  it('is one that has waited the days of the policy set', () => {
    expect(uncollectedSince(seed, day('2026-03-31'))).toBe('2026-03-01');
    expect(uncollectedSince({ ...seed, remindCollectionAfterDays: 60 }, day('2026-03-31'))).toBe('2026-01-30');
  });

  it('given its holder is reminded, then in words of its own, to the phone on the form, and nothing is decided', () => {
    const waiting = anApplication({ state: 'arrived' });
    expect(remindToCollect(waiting)).toEqual({
      next: waiting,
      letters: [],
      notices: [{ kind: 'still-waiting', point: waiting.point, phone: waiting.form.phone }],
      note: { reminded: 'collection' },
    });
  });
});
