import type { Words } from '@yidi/domain';
import { useSay } from '../i18n/words.js';

/** What a state means for who looks at it: colour is never alone, the word says it too. */
export type Tone = 'plain' | 'todo' | 'good' | 'warning' | 'bad';

/** A state in words, with its tone. */
export function StateTag({ words, tone = 'plain' }: { readonly words: Words; readonly tone?: Tone }) {
  return <span className={`state state-${tone}`}>{useSay()(words)}</span>;
}
