import { maskPersonName, parsePersonName } from './person-name.js';

const read = (text: string) => {
  const parsed = parsePersonName(text);
  return parsed.ok ? parsed.value : parsed.fault;
};

describe('a name as registered', () => {
  it.each(['张三', '欧阳𬱖', '𠮷田', '䶮', '㛃', '〇', '阿卜杜热合曼·买买提', '古丽·阿依·木'])(
    'keeps %s as it is',
    (name) => {
      expect(read(name)).toBe(name);
    },
  );

  it.each([
    ['bullet', '\u2022'],
    ['hyphenation point', '\u2027'],
    ['katakana middle dot', '\u30FB'],
    ['full-width full stop', '\uFF0E'],
    ['half-width katakana dot', '\uFF65'],
    ['Greek ano teleia', '\u0387'],
  ])('reads the %s of old systems as the middle dot', (_, dot) => {
    expect(read(`买买提${dot}艾力`)).toBe('买买提\u00B7艾力');
  });

  it('takes spaces out, full-width ones too', () => {
    expect(read(' 张\u3000三 ')).toBe('张三');
  });

  it.each([
    ['in the BMP', '\uE863', '䶮'],
    ['outside it', '\uE831', '𡗗'],
    ['the first', '\uE815', '⺁'],
    ['the last', '\uE864', '龻'],
  ])('maps a private-use code point of GBK to the character that GB 18030 has for it: %s', (_, old, character) => {
    expect(read(`张${old}`)).toBe(`张${character}`);
  });

  it('keeps any other private-use code point that an old system wrote: nobody is renamed by a machine', () => {
    expect(read('张\uE814\uE865\uF8FF')).toBe('张\uE814\uE865\uF8FF');
  });

  it('keeps a name of 25 and of 50 units, and names one that is longer', () => {
    expect(read('长'.repeat(25))).toHaveLength(25);
    expect(read('𬱖'.repeat(25))).toHaveLength(50);
    expect(read('长'.repeat(51))).toBe('NAME_LENGTH');
    expect(read('𬱖'.repeat(26))).toBe('NAME_LENGTH');
  });

  it.each([
    ['nothing', '', 'NAME_EMPTY'],
    ['only spaces', ' \u3000', 'NAME_EMPTY'],
    ['a dot at the end', '买买提·', 'NAME_CHARACTER'],
    ['a dot at the start', '·买买提', 'NAME_CHARACTER'],
    ['two dots', '买买提··艾力', 'NAME_CHARACTER'],
    ['Latin letters', 'Zhang San', 'NAME_CHARACTER'],
    ['digits', '张3', 'NAME_CHARACTER'],
    ['half a character', '张\uD873', 'NAME_CHARACTER'],
    ['markup', '张<b>三', 'NAME_CHARACTER'],
  ])('names what is wrong with %s', (_, text, fault) => {
    expect(read(text)).toBe(fault);
  });

  it('shows the first character and a star for each other, counting characters and not halves', () => {
    expect(maskPersonName('张三')).toBe('张*');
    expect(maskPersonName('𬱖𠮷三')).toBe('𬱖**');
    expect(maskPersonName('')).toBe('');
  });
});
