import {
  bornOn,
  citizenNumberCheckDigit,
  CitizenNumberText,
  maskCitizenNumber,
  parseCitizenNumber,
  sexOf,
} from './citizen-number.js';

const read = (text: string) => {
  const parsed = parseCitizenNumber(text);
  return parsed.ok ? parsed.value : parsed.fault;
};

describe('the citizen number as GB 11643 has it', () => {
  it.each([
    ['11010519491231002', 'X'],
    ['44052418800101001', '4'],
    ['99000019900101001', '7'],
  ])('computes the check character of %s: %s', (first17, check) => {
    expect(citizenNumberCheckDigit(first17)).toBe(check);
    expect(read(first17 + check)).toBe(first17 + check);
  });

  it.each([
    ['a lower-case x', '11010519491231002x'],
    ['full-width digits and X', '１１０１０５１９４９１２３１００２Ｘ'],
    ['a full-width lower-case x', '11010519491231002ｘ'],
    ['spaces as printed on forms', ' 110105 19491231 002X\u3000'],
    ['a zero-width space from a copy', '110105\u200B19491231002X'],
  ])('reads %s', (_, text) => {
    expect(read(text)).toBe('11010519491231002X');
  });

  it('never rejects a division that was abolished or never was', () => {
    expect(read('440524188001010014')).toBe('440524188001010014');
    expect(read('990000199001010017')).toBe('990000199001010017');
  });

  it.each([
    ['an old number of 15 digits', '110105491231002', 'CITIZEN_NUMBER_15_DIGITS'],
    ['nothing', '', 'CITIZEN_NUMBER_FORM'],
    ['17 digits', '11010519491231002', 'CITIZEN_NUMBER_FORM'],
    ['19 digits', '1101051949123100210', 'CITIZEN_NUMBER_FORM'],
    ['an X in the middle', '1101051949123X0021', 'CITIZEN_NUMBER_FORM'],
    ['letters', 'ABCDEFGHIJKLMNOPQR', 'CITIZEN_NUMBER_FORM'],
    ['Arabic-Indic digits', '١١٠١٠٥١٩٤٩١٢٣١٠٠٢X', 'CITIZEN_NUMBER_FORM'],
    ['30 February', '990000199002300012', 'CITIZEN_NUMBER_BIRTH_DATE'],
    ['29 February of a year without', '990000199102290012', 'CITIZEN_NUMBER_BIRTH_DATE'],
    ['the 13th month', '990000199013010012', 'CITIZEN_NUMBER_BIRTH_DATE'],
    ['the year 1799', '990000179912310012', 'CITIZEN_NUMBER_BIRTH_DATE'],
    ['a wrong check character', '110105194912310021', 'CITIZEN_NUMBER_CHECK'],
    ['two digits swapped', '11010519491213002X', 'CITIZEN_NUMBER_CHECK'],
  ])('names what is wrong with %s', (_, text, fault) => {
    expect(read(text)).toBe(fault);
  });

  it('reads birth date and sex out of it', () => {
    const number = CitizenNumberText.parse('11010519491231002X');
    expect(bornOn(number)).toBe('1949-12-31');
    expect(sexOf(number)).toBe('2');
    expect(sexOf(CitizenNumberText.parse('440524188001010014'))).toBe('1');
  });

  it('shows the first three and the last four characters', () => {
    expect(maskCitizenNumber('11010519491231002X')).toBe('110***********002X');
  });

  it('names the fault in the schema and never repeats the text', () => {
    const { error } = CitizenNumberText.safeParse('990000199002300012');
    expect(error?.issues[0]).toMatchObject({ params: { fault: 'CITIZEN_NUMBER_BIRTH_DATE' } });
    expect(JSON.stringify(error?.issues)).not.toContain('990000199002300012');
  });
});
