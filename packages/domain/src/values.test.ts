import type { Ethnicity } from './intake/form.js';
import type { Address } from './shared/address.js';
import type { CitizenNumber } from './shared/citizen-number.js';
import type { AcceptanceNumber, BureauCode, FeeReceiptNumber, Phone, PointCode } from './shared/ids.js';
import type { Fen } from './shared/money.js';
import type { PersonName } from './shared/person-name.js';
import type { ReceiptCode } from './shared/receipt-code.js';
import { aBureau, aFeeReceipt, anAcceptanceNumber, aPoint, day } from './testing/index.js';
import { values } from './values.js';

type Read = { ok: true; value: unknown } | { ok: false; fault: string };

describe('a value of the office, as people type it', () => {
  it.each<[keyof typeof values, string, unknown, string, string]>([
    ['citizenNumber', ' 11010519491231002x', '11010519491231002X', '110105 19491231 002X', '110***********002X'],
    ['personName', '买买提•艾力', '买买提·艾力', '买买提·艾力', '买*****'],
    ['address', ' 样本省乙县和平街道1号 ', '样本省乙县和平街道1号', '样本省乙县和平街道1号', '样本省乙县和*****'],
    ['ethnicity', '维吾尔族', '05', '维吾尔', '*'],
    ['ethnicity', '05', '05', '维吾尔', '*'],
    ['sex', '女', '2', '女', '*'],
    ['sex', '１', '1', '男', '*'],
    ['phone', '+86 13900000001', '13900000001', '139 0000 0001', '*******0001'],
    ['money', '￥20.5', 2050, '20.50', '20.50'],
    ['bureauCode', '９９０１０１', '990101', '990101', '990101'],
    ['pointCode', '990 101 001', '990101001', '990101001', '990101001'],
  ])('%s: "%s"', (kind, typed, value, shown, masked) => {
    const { parse, format, mask } = values[kind] as {
      parse: (text: string) => Read;
      format: (value: unknown) => string;
      mask: (value: unknown) => string;
    };
    expect(parse(typed)).toEqual({ ok: true, value });
    expect(format(value)).toBe(shown);
    expect(parse(shown)).toEqual({ ok: true, value });
    expect(mask(value)).toBe(masked);
  });

  it('a validity is what stands on the card', () => {
    const [ends, never] = ['2026.03.05-2046.03.05', '2026.03.05-长期'];
    expect(values.validity.parse(ends)).toEqual({ ok: true, value: { from: '2026-03-05', until: '2046-03-05' } });
    expect(values.validity.parse(` ${never}`)).toEqual({ ok: true, value: { from: '2026-03-05', until: 'long-term' } });
    for (const text of [ends, never]) {
      const read = values.validity.parse(text);
      expect(read.ok && [values.validity.format(read.value), values.validity.mask(read.value)]).toEqual([text, text]);
    }
  });

  it('numbers are read in groups, and their masks say the same, since they are of no person', () => {
    const acceptance = values.acceptanceNumber.parse('990101001 20260302 00042');
    expect(acceptance).toEqual({ ok: true, value: '9901010012026030200042' });
    expect(values.acceptanceNumber.format(anAcceptanceNumber('9901010012026030200042'))).toBe(
      '990101001 20260302 00042',
    );
    expect(values.acceptanceNumber.mask(anAcceptanceNumber('9901010012026030200042'))).toBe('990101001 20260302 00042');
    expect(values.feeReceiptNumber.parse('99010100120260302r0007')).toEqual({
      ok: true,
      value: '99010100120260302R0007',
    });
    expect(values.feeReceiptNumber.format(aFeeReceipt(7))).toBe('990101001 20260302 R0007');
  });

  it.each<[keyof typeof values, string, string]>([
    ['citizenNumber', '110105491231002', 'CITIZEN_NUMBER_15_DIGITS'],
    ['personName', 'Smith', 'NAME_CHARACTER'],
    ['address', '乙县', 'ADDRESS_LENGTH'],
    ['address', `样本省${'长'.repeat(118)}`, 'ADDRESS_LENGTH'],
    ['address', '样本省\u202e乙县', 'TEXT_CHARACTER'],
    ['ethnicity', '57', 'ETHNICITY_CODE'],
    ['ethnicity', '', 'ETHNICITY_CODE'],
    ['sex', '3', 'NOT_ALLOWED_VALUE'],
    ['validity', '2026.03.05', 'WRONG_FORMAT'],
    ['validity', '2026.02.30-2046.03.05', 'WRONG_FORMAT'],
    ['validity', '长期-2046.03.05', 'WRONG_FORMAT'],
    ['phone', '12345', 'PHONE_FORM'],
    ['money', '-20', 'MONEY_FORM'],
    ['bureauCode', '99010', 'BUREAU_CODE_FORM'],
    ['pointCode', '990101', 'POINT_CODE_FORM'],
    ['acceptanceNumber', '9901010012026023000042', 'ACCEPTANCE_NUMBER_FORM'],
    ['feeReceiptNumber', '990101001202603020007', 'WRONG_FORMAT'],
  ])('%s: "%s" is none, and its fault has a name', (kind, typed, fault) => {
    expect(values[kind].parse(typed)).toEqual({ ok: false, fault });
  });
});

describe('a value of one kind', () => {
  /** What compiles only where the value is of the kind that is wanted; it gives the value back as it came. */
  const taken = <Wanted>(value: Wanted): Wanted => value;

  it('is not taken for another, and no plain text for either: the compiler holds it', () => {
    const point: PointCode = aPoint('990101001');
    expect([
      // @ts-expect-error a point is no bureau
      taken<BureauCode>(point),
      // @ts-expect-error any text is no bureau
      taken<BureauCode>('990101'),
      // @ts-expect-error a bureau is no point
      taken<PointCode>(aBureau('990101')),
      // @ts-expect-error any text is no acceptance number
      taken<AcceptanceNumber>('9901010012026030200001'),
      // @ts-expect-error a point is no phone
      taken<Phone>(point),
      // @ts-expect-error any text is no number of a fee receipt
      taken<FeeReceiptNumber>('99010100120260302R0001'),
      // @ts-expect-error any text is no receipt code
      taken<ReceiptCode>('X'),
      // @ts-expect-error any text is no ethnicity
      taken<Ethnicity>('01'),
      // @ts-expect-error a day is no citizen number
      taken<CitizenNumber>(day('2026-03-02')),
      // @ts-expect-error any text is no name
      taken<PersonName>('王伟'),
      // @ts-expect-error any text is no address
      taken<Address>('样本省乙县和平街道1号'),
      // @ts-expect-error any number is no money
      taken<Fen>(2000),
    ]).toHaveLength(12);
  });
});
