import { percentile, perSecond, spread, table } from './figures.js';

describe('figures', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('a percentile is a value that was measured', () => {
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it('reads as a line', () => {
    expect(spread(hundred)).toBe('p50 50 · p95 95 · p99 99 ms');
    expect(perSecond(2500, 2000)).toBe('1,250/s');
    expect(table([{ name: 'a', value: '1', target: '2' }])).toBe('  a  1   (target 2)');
  });
});
