/** A character that no font here draws. */
export interface MissingCharacter {
  readonly character: string;
  /** Such as `U+20BB7`. */
  readonly codePoint: string;
}

const codePointOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** What a paper shows in the place of a character that cannot be drawn. */
const nameOf = (codePoint: string): string => `〔${codePoint}〕`;

/** Whatever texts are in a value, with each character that cannot be drawn replaced by its name; and which ones those were. */
export function nameMissing<T>(
  value: T,
  draws: (character: string) => boolean,
): { value: T; missing: MissingCharacter[] } {
  const missing = new Map<string, MissingCharacter>();
  const shown = (text: string): string =>
    Array.from(text, (character) => {
      if (character === '\n' || draws(character)) return character;
      const codePoint = codePointOf(character);
      missing.set(character, { character, codePoint });
      return nameOf(codePoint);
    }).join('');
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') return shown(each);
    if (Array.isArray(each)) return each.map(walk);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, walk(inner)]));
  };
  return { value: walk(value) as T, missing: [...missing.values()] };
}
