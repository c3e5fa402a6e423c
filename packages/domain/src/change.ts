import type { Notice } from './intake/notices.js';
import type { LetterDraft } from './letters/define-letter.js';

/** What an act leads to: the next state of the thing, letters and messages to write with it, and what history notes (nothing personal). */
export interface Change<T> {
  readonly next: T;
  readonly letters: readonly LetterDraft[];
  readonly notices: readonly Notice[];
  readonly note: Readonly<Record<string, unknown>>;
}

/** A change with nothing but what is named. */
export const changed = <T>(next: T, more: Partial<Omit<Change<T>, 'next'>> = {}): Change<T> => ({
  next,
  letters: more.letters ?? [],
  notices: more.notices ?? [],
  note: more.note ?? {},
});
