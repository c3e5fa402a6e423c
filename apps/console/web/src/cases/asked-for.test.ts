import { printedReceiptCode, ReceiptCode } from '@yidi/domain';
import { readAskedFor } from './asked-for.js';

const receipt = printedReceiptCode(ReceiptCode.parse('0123456789ABCDEFGHJKMNPQ'));

describe('what is looked for', () => {
  it.each([
    ['an acceptance number', '9901010022026112500002', 'number'],
    ['one with spaces and full-width digits', ' ９９０１０１002 20261125 00002', 'number'],
    ['a citizen number', '11010519491231002x', 'person'],
    ["a receipt's code", receipt, 'receipt'],
    ['one in groups', receipt.replace(/(.{4})(?=.)/g, '$1-'), 'receipt'],
    ["a case's id", '01A20642-0CA2-76B5-8DA3-93010C750D40', 'id'],
    ['a citizen number with a wrong check digit', '110105194912310021', 'nothing'],
    ["a receipt's code with a letter wrong", `${receipt.slice(0, -1)}${receipt.endsWith('7') ? '8' : '7'}`, 'nothing'],
    ['nothing', '   ', 'nothing'],
    ['a name', '王芳', 'nothing'],
  ])('given %s, then it is known as such', (_, text, by) => {
    expect(readAskedFor(text).by).toBe(by);
  });
});
