/** Width on a terminal: a Chinese character takes two columns. */
const columns = (text: string): number =>
  Array.from(text).reduce((sum, c) => sum + (/[\u2E80-\uFFEF]|[\u{20000}-\u{3FFFF}]/u.test(c) ? 2 : 1), 0);

/** The text with blanks up to this width on a terminal, one at least. */
export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - columns(text)));
