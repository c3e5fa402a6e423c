import { durationMs } from './duration.js';

const hour = 3_600_000;

describe('a duration by which the clock is moved', () => {
  it.each([
    ['PT36H', 36 * hour],
    ['P5D', 120 * hour],
    ['P1W', 168 * hour],
    ['P1DT2H30M15S', 26.5 * hour + 15_000],
  ])('%s is understood', (text, ms) => expect(durationMs(text)).toBe(ms));

  it.each(['', 'P', 'PT', 'P1DT', 'P1M', 'P1Y', '36H', '-PT1H', 'PT1.5H', 'PT1H '])('%j is not', (text) =>
    expect(durationMs(text)).toBeUndefined(),
  );
});
