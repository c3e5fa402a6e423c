import { aPhone, aPoint, day } from '../testing/index.js';
import { chinaDay } from './calendar.js';
import { AcceptanceNumber, acceptanceNumber, ApplicationIdText, feeReceiptNumber, maskPhone, Phone } from './ids.js';

describe('numbers of the office', () => {
  it('an acceptance number is 6 division + 3 station + 8 date + 5 sequence: 22 digits', () => {
    const number = acceptanceNumber(aPoint('990101001'), day('2026-03-02'), 1);
    expect(number).toBe('9901010012026030200001');
    expect(AcceptanceNumber.safeParse(number).success).toBe(true);
    expect(acceptanceNumber(aPoint('990101001'), day('2026-03-02'), 99_999)).toHaveLength(22);
  });

  it('an acceptance number bears the day in China, also just after midnight there', () => {
    expect(acceptanceNumber(aPoint('990101001'), chinaDay(new Date('2026-03-01T16:00:00Z')), 7)).toBe(
      '9901010012026030200007',
    );
  });

  it.each([0, 100_000, -1, 1.5, Number.NaN])('there is no acceptance number for sequence %s', (sequence) => {
    expect(() => acceptanceNumber(aPoint('990101001'), day('2026-03-02'), sequence)).toThrow(RangeError);
  });

  it('a fee receipt names point, day and running number of the till', () => {
    expect(feeReceiptNumber(aPoint('990101001'), day('2026-03-02'), 12)).toBe('99010100120260302R0012');
    expect(() => feeReceiptNumber(aPoint('990101001'), day('2026-03-02'), 10_000)).toThrow(RangeError);
  });

  it('an application id is read in lower case', () => {
    expect(ApplicationIdText.parse('019CAB00-0000-7000-8000-000000000001')).toBe(
      '019cab00-0000-7000-8000-000000000001',
    );
  });

  it.each(['13900000001', '0990-1010001', '09901010001', '010-12345678'])('reads the phone %s', (phone) => {
    expect(Phone.safeParse(phone).success).toBe(true);
  });

  it.each(['1390000000', '+8613900000001', '110', '１３９００００００１', ''])(
    'does not read %s as a phone',
    (phone) => {
      expect(Phone.safeParse(phone).success).toBe(false);
    },
  );

  it('shows the last four digits of a phone', () => {
    expect(maskPhone(aPhone('13900000001'))).toBe('*******0001');
  });
});
