import { amountInCapitals, dayWords, momentText } from './values.js';

describe('how papers write', () => {
  it.each([
    [0, '零元整'],
    [2000, '贰拾元整'],
    [4000, '肆拾元整'],
    [1000, '壹拾元整'],
    [10500, '壹佰零伍元整'],
    [100_100, '壹仟零壹元整'],
    [2050, '贰拾元伍角'],
    [2005, '贰拾元零伍分'],
    [1_234_567, '壹万贰仟叁佰肆拾伍元陆角柒分'],
  ])('%i fen as %s', (fen, capitals) => {
    expect(amountInCapitals(fen)).toBe(capitals);
  });

  it('days in words, times as clocks in China have them', () => {
    expect(dayWords('2026-01-06')).toEqual({ zh: '2026年1月6日', en: '6 Jan 2026' });
    expect(momentText('2026-11-22T17:04:59.000Z')).toBe('2026-11-23 01:04');
  });
});
