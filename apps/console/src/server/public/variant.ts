import type { Words } from '@yidi/domain';

export const languages = ['zh', 'en'] as const;
export const textSizes = [18, 24, 30] as const;
/** Size of the elder version's text, in pixels. */
export type TextSize = (typeof textSizes)[number];

/** In which of its forms a page is shown: its language, and large for those who see badly. */
export interface Variant {
  readonly language: (typeof languages)[number];
  readonly elder: boolean;
}

export const publicPaths = ['/', '/check', '/track', '/verify'] as const;
export type PublicPath = (typeof publicPaths)[number];

/** Every form, and the start of its addresses. */
export const variants: readonly Variant[] = [false, true].flatMap((elder) =>
  languages.map((language): Variant => ({ language, elder })),
);

/** The address of a page in a form: /elder/en/track. */
export function addressOf({ language, elder }: Variant, path: PublicPath): string {
  const whole = `${elder ? '/elder' : ''}${language === 'en' ? '/en' : ''}${path}`;
  return whole.length > 1 ? whole.replace(/\/$/, '') : whole;
}

/** Says a text in the form's language. */
export type Say = (words: Words) => string;
export const sayIn =
  ({ language }: Variant): Say =>
  (words) =>
    words[language];
