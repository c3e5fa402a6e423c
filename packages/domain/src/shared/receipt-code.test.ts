import {
  checkCharacter,
  groupedReceiptCode,
  mistypedReceiptCode,
  plainReceiptCode,
  printedReceiptCode,
  receiptAlphabet,
  ReceiptCode,
} from './receipt-code.js';

const code = ReceiptCode.parse('7KQ2M0XBR4WZT9A1CDEF3GHJ');
const printed = printedReceiptCode(code);

describe('a receipt code', () => {
  it('given as printed, as typed or as scanned from the tracking address, then it is the same code', () => {
    for (const text of [
      code,
      printed,
      groupedReceiptCode(code),
      printed.toLowerCase(),
      ` ${printed.replaceAll('0', 'o').replaceAll('1', 'l')} `,
      `https://cards.example/track#${printed}`,
    ]) {
      expect(plainReceiptCode(text)).toBe(code);
      expect(mistypedReceiptCode(text)).toBe(false);
    }
  });

  it('is printed in digits and capitals only, in groups for people', () => {
    expect(printed).toMatch(/^[0-9A-Z]{25}$/);
    expect(groupedReceiptCode(code)).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]$/);
  });

  it('given any one letter wrong, then it is noticed', () => {
    for (let place = 0; place < printed.length; place += 1) {
      for (const letter of receiptAlphabet) {
        if (letter === printed[place]) continue;
        const wrong = printed.slice(0, place) + letter + printed.slice(place + 1);
        expect(mistypedReceiptCode(wrong)).toBe(true);
        expect(plainReceiptCode(wrong)).toBe(wrong);
      }
    }
  });

  it('given two neighbours exchanged, then it is noticed', () => {
    for (let place = 0; place + 1 < code.length; place += 1) {
      const exchanged = Array.from(code);
      [exchanged[place], exchanged[place + 1]] = [code[place + 1] ?? '', code[place] ?? ''];
      if (exchanged.join('') === code) continue;
      expect(checkCharacter(exchanged.join(''))).not.toBe(checkCharacter(code));
    }
  });

  it('given too short, too long or in other letters, then it is noticed', () => {
    for (const text of ['', code.slice(1), `${printed}0`, `${code.slice(1)}张`, `${code.slice(1)}U`]) {
      expect(mistypedReceiptCode(text)).toBe(true);
    }
  });
});
