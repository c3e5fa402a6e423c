import { withoutLegacyCodePoints } from './legacy-characters.js';

/** FE50 to FEA0 without FE7F, in the order of the private-use code points U+E815 to U+E864. */
const codes = Array.from({ length: 81 }, (_, i) => 0x50 + i).filter((trail) => trail !== 0x7f);
/** Where the platform's decoder still answers the old code point: what GB 18030-2022 says. */
const newer: Readonly<Record<number, number>> = {
  0xe816: 0x20087,
  0xe817: 0x20089,
  0xe818: 0x200cc,
  0xe831: 0x215d7,
  0xe83b: 0x2298f,
  0xe855: 0x241fe,
};

describe('characters of GBK at private-use code points', () => {
  it('are those that the platform’s own GB 18030 decoder reads for their bytes', () => {
    expect(codes).toHaveLength(80);
    const decoder = new TextDecoder('gb18030');
    codes.forEach((trail, i) => {
      const point = decoder.decode(Uint8Array.of(0xfe, trail)).codePointAt(0) ?? 0;
      const old = String.fromCharCode(0xe815 + i);
      expect([i, withoutLegacyCodePoints(old)]).toEqual([i, String.fromCodePoint(newer[point] ?? point)]);
    });
  });
});
