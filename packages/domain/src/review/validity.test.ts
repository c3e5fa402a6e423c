import { chipRecord } from '../production/chip.js';
import { aCertification, aName, day } from '../testing/index.js';
import { validityFor } from './validity.js';

const until = (born: string, issuedOn: string) => validityFor(day(born), day(issuedOn)).until;

describe('validity by age on the day of issue (Law art. 5)', () => {
  it('scenario 1: accepted at 15 years and 364 days, issued on the 16th birthday: 10 years, not 5', () => {
    expect(until('2010-03-04', '2026-03-03')).toBe('2031-03-03');
    expect(until('2010-03-04', '2026-03-04')).toBe('2036-03-04');
  });

  it('scenario 2: exactly 26 on the day of issue: 20 years; one day earlier: 10', () => {
    expect(until('2000-03-04', '2026-03-04')).toBe('2046-03-04');
    expect(until('2000-03-05', '2026-03-04')).toBe('2036-03-04');
  });

  it('scenario 3: exactly 46 on the day of issue: long-term on face and chip, no end date anywhere', () => {
    const validity = validityFor(day('1980-03-04'), day('2026-03-04'));
    expect(validity).toEqual({ from: '2026-03-04', until: 'long-term' });
    const { face } = aCertification();
    expect(chipRecord({ ...face, name: aName('张三'), validity }).validUntil).toBe('长期');
    expect(until('1980-03-05', '2026-03-04')).toBe('2046-03-04');
  });

  it('scenario 4: born on 29 February 1980, issued on 28 February 2026: 46 is reached, long-term', () => {
    expect(until('1980-02-29', '2026-02-28')).toBe('long-term');
    expect(until('1980-02-29', '2026-02-27')).toBe('2046-02-27');
  });

  it('scenario 5: issued on 29 February 2028 for 10 years: until 28 February 2038, never the 29th', () => {
    expect(until('2005-06-01', '2028-02-29')).toBe('2038-02-28');
    expect(until('2015-06-01', '2028-02-29')).toBe('2033-02-28');
    expect(until('2000-01-01', '2028-02-29')).toBe('2048-02-29');
  });

  it('scenario 6, the end of it: a child of nine gets five years', () => {
    expect(until('2016-06-01', '2026-03-04')).toBe('2031-03-04');
  });
});
