import { chipRecord } from '../production/chip.js';
import { aCertification, aName, day } from '../testing/index.js';
import { validityBy, validityFor } from './validity.js';

const until = (born: string, issuedOn: string) => validityFor(day(born), day(issuedOn)).until;

describe('validity by age on the day of issue (Law art. 5)', () => {
  it('scenario 01: accepted at 15 years and 364 days, issued on the 16th birthday: 10 years, not 5', () => {
    expect(until('2010-03-04', '2026-03-03')).toBe('2031-03-03');
    expect(until('2010-03-04', '2026-03-04')).toBe('2036-03-04');
  });

  it('scenario 02: exactly 26 on the day of issue: 20 years; one day earlier: 10', () => {
    expect(until('2000-03-04', '2026-03-04')).toBe('2046-03-04');
    expect(until('2000-03-05', '2026-03-04')).toBe('2036-03-04');
  });

  it('scenario 03: exactly 46 on the day of issue: long-term on face and chip, no end date anywhere', () => {
    const validity = validityFor(day('1980-03-04'), day('2026-03-04'));
    expect(validity).toEqual({ from: '2026-03-04', until: 'long-term' });
    const { face } = aCertification();
    expect(chipRecord({ ...face, name: aName('张三'), validity }).validUntil).toBe('长期');
    expect(until('1980-03-05', '2026-03-04')).toBe('2046-03-04');
  });

  it('scenario 04: born on 29 February 1980, issued on 28 February 2026: 46 is reached, long-term', () => {
    expect(until('1980-02-29', '2026-02-28')).toBe('long-term');
    expect(until('1980-02-29', '2026-02-27')).toBe('2046-02-27');
    expect(validityBy(day('1980-02-29'), day('2026-02-28'))).toEqual({ rule: 'from-46', leapBirthday: 'feb-28' });
  });

  it('scenario 04: under the other choice 46 is reached on 1 March; in a leap year on the day itself', () => {
    const otherwise = (issuedOn: string, born = '1980-02-29') => validityFor(day(born), day(issuedOn), 'mar-1').until;
    expect(otherwise('2026-02-28')).toBe('2046-02-28');
    expect(otherwise('2026-03-01')).toBe('long-term');
    expect(otherwise('2028-02-28', '1982-02-28')).toBe('long-term');
    expect(otherwise('2028-02-29', '2012-02-29')).toBe('2038-02-28');
    expect(otherwise('2028-02-28', '2012-02-29')).toBe('2033-02-28');
  });

  it('is recorded with its rule', () => {
    const rule = (born: string) => validityBy(day(born), day('2026-03-04')).rule;
    expect(['2016-06-01', '2010-03-04', '2000-03-04', '1980-03-04'].map(rule)).toEqual([
      'under-16',
      'from-16',
      'from-26',
      'from-46',
    ]);
  });

  it('scenario 05: issued on 29 February 2028 for 10 years: until 28 February 2038, never the 29th', () => {
    expect(until('2005-06-01', '2028-02-29')).toBe('2038-02-28');
    expect(until('2015-06-01', '2028-02-29')).toBe('2033-02-28');
    expect(until('2000-01-01', '2028-02-29')).toBe('2048-02-29');
  });

  it('scenario 06, the end of it: a child of nine gets five years', () => {
    expect(until('2016-06-01', '2026-03-04')).toBe('2031-03-04');
  });
});
