import fc from 'fast-check';
import { anAddress, aPhone, aPoint, day, fen } from '../testing/index.js';
import { maskAddress, provinceOf } from './address.js';
import {
  acceptanceNumber,
  feeReceiptNumber,
  formatPhone,
  maskPhone,
  parsePhone,
  Phone,
  readAcceptanceNumber,
  readFeeReceiptNumber,
} from './ids.js';
import { formatFen, parseYuan } from './money.js';

describe('money', () => {
  it.each([
    ['20', 2000],
    ['20.5', 2050],
    ['￥20.00', 2000],
    ['２０．００元', 2000],
    ['0', 0],
    ['1,234.05', 123_405],
  ])('%s yuan are %i fen', (text, value) => {
    expect(parseYuan(text)).toEqual({ ok: true, value });
  });

  it.each(['', '-20', '20.005', '1e3', '二十', '20..0', '1234567'])('"%s" is no sum', (text) => {
    expect(parseYuan(text)).toEqual({ ok: false, fault: 'MONEY_FORM' });
  });

  it('is read as it is written', () => {
    fc.assert(
      fc.property(fc.nat(9_999_999).map(fen), (value) => {
        expect(parseYuan(formatFen(value))).toEqual({ ok: true, value });
      }),
    );
  });
});

describe('a phone', () => {
  it.each([
    ['139 0000 0001', '13900000001', '139 0000 0001'],
    ['+86 13900000001', '13900000001', '139 0000 0001'],
    ['１３９－００００－０００１', '13900000001', '139 0000 0001'],
    ['0990-2020001', '0990-2020001', '0990-2020001'],
    ['010 12345678', '01012345678', '01012345678'],
  ])('"%s" is %s, shown as %s', (typed, plain, shown) => {
    expect(parsePhone(typed)).toEqual({ ok: true, value: plain });
    expect(formatPhone(aPhone(plain))).toBe(shown);
    expect(Phone.safeParse(plain).success).toBe(true);
    expect(parsePhone(shown)).toEqual({ ok: true, value: plain });
    expect(maskPhone(aPhone(plain))).toMatch(/^\*+\d{4}$/);
  });

  it.each(['', '12345', '2390000001', '1390000000a'])('"%s" is none', (text) => {
    expect(parsePhone(text)).toEqual({ ok: false, fault: 'PHONE_FORM' });
  });
});

describe('numbers', () => {
  it('of an acceptance say point, day and place in the day', () => {
    const number = acceptanceNumber(aPoint('990101001'), day('2026-03-02'), 42);
    expect(readAcceptanceNumber(number)).toEqual({ point: '990101001', day: day('2026-03-02'), sequence: 42 });
    expect(readAcceptanceNumber(number.replace('0302', '0230'))).toBeUndefined();
    expect(readAcceptanceNumber(number.slice(1))).toBeUndefined();
  });

  it('of a fee receipt say till, day and place in the day', () => {
    const number = feeReceiptNumber(aPoint('990101001'), day('2026-03-02'), 7);
    expect(readFeeReceiptNumber(number)).toEqual({ point: '990101001', day: day('2026-03-02'), sequence: 7 });
    expect(readFeeReceiptNumber(number.replace('R', 'X'))).toBeUndefined();
  });
});

describe('an address', () => {
  it('begins with a province, or does not say which', () => {
    expect(['广西壮族自治区南宁市', '北京市东城区', '样本省乙县'].map(provinceOf)).toEqual(['广西', '北京', '样本']);
    expect(provinceOf('乙县和平街道1号')).toBeUndefined();
  });

  it('is masked by characters, not by halves of them', () => {
    expect(maskAddress(anAddress('样本省𠮷县和平街道1号'))).toBe('样本省𠮷县和*****');
    expect(maskAddress(anAddress('样本省甲'))).toBe('样本省甲');
  });
});
