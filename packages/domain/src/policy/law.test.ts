import { article, chineseNumber, citation } from './law.js';

describe('an article', () => {
  it.each([
    [1, '一'],
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [83, '八十三'],
    [100, '一百'],
    [107, '一百零七'],
    [110, '一百一十'],
    [203, '二百零三'],
    [999, '九百九十九'],
  ])('%i is written %s', (number, written) => {
    expect(chineseNumber(number)).toBe(written);
  });

  it('is cited with its text, and an item with its article', () => {
    expect(citation([article('NORM', 83), article('TEN', 3, 4), { law: 'OPINION' }])).toBe(
      '公通字〔2021〕12号第八十三条；居民身份证异地受理工作十条准则第三条第（四）项；公通字〔2015〕34号',
    );
  });

  it('is cited once, however many rules rest on it', () => {
    expect(citation([article('NORM', 83), article('LAW', 10), article('NORM', 83)])).toBe(
      '公通字〔2021〕12号第八十三条；居民身份证法第十条',
    );
  });
});
