import { PlainText, PlainWords } from './plain-text.js';

const faultsOf = (schema: ReturnType<typeof PlainText>, given: string) =>
  schema.safeParse(given).error?.issues.map(({ message, code }) => (code === 'custom' ? message : code)) ?? [];

describe('text that somebody typed', () => {
  it.each(['样本省乙县和平街道 1 号', '阿卜杜热合曼·买买提', '𠮷田\u{E0100}', 'Flat 3/B — “新村”', '张\uE863'])(
    'keeps %s as it is',
    (given) => {
      expect(PlainText(1, 60).parse(` ${given}\u3000`)).toBe(given);
    },
  );

  it.each([
    ['NUL', '\u0000'],
    ['escape', '\u001B'],
    ['a tab', '\t'],
    ['a C1 control', '\u0085'],
    ['half a character', '\uD800'],
    ['the other half', '\uDC00'],
    ['a turn to the left', '\u202E'],
    ['a left-to-right mark', '\u200E'],
    ['an isolate', '\u2066'],
    ['a space of no width', '\u200B'],
    ['a joiner', '\u200D'],
    ['a byte order mark', '\uFEFF'],
    ['a soft hyphen', '\u00AD'],
    ['a line separator', '\u2028'],
    ['a tag character', '\u{E0041}'],
  ])('refuses %s, in short text and in long words', (_, character) => {
    const given = `样本省${character}乙县`;
    expect(faultsOf(PlainText(1, 60), given)).toEqual(['TEXT_CHARACTER']);
    expect(faultsOf(PlainWords(1, 60), given)).toEqual(['TEXT_CHARACTER']);
  });

  it('breaks lines only where words are long', () => {
    expect(PlainWords(1, 60).parse('理由一\n理由二')).toBe('理由一\n理由二');
    expect(faultsOf(PlainText(1, 60), '第一行\n第二行')).toEqual(['TEXT_CHARACTER']);
  });

  it('is counted after trimming, and its length has a fault of its own where one is named', () => {
    expect(faultsOf(PlainText(1, 5), '   ')).toEqual(['too_small']);
    expect(faultsOf(PlainText(1, 5), '一二三四五六')).toEqual(['too_big']);
    expect(PlainText(4, 5, 'ADDRESS_LENGTH').safeParse('一').error?.issues[0]?.message).toBe('ADDRESS_LENGTH');
  });
});
