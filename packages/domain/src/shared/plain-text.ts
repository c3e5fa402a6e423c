import { z } from 'zod';

/**
 * What no text of the office has: control characters, half characters (no database takes them), line and paragraph
 * separators, and format characters, which show nothing or turn the direction of what is shown.
 */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const unfitButNewLine = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function text(min: number, max: number, refused: RegExp, lengthFault?: string) {
  return z
    .string()
    .trim()
    .min(min, lengthFault)
    .max(max, lengthFault)
    .refine((given) => !refused.test(given), 'TEXT_CHARACTER');
}

/** Text of one line that somebody typed, trimmed. */
export const PlainText = (min: number, max: number, lengthFault?: string) => text(min, max, unfit, lengthFault);

/** Long words, in which lines may be broken. */
export const PlainWords = (min: number, max: number) => text(min, max, unfitButNewLine);
