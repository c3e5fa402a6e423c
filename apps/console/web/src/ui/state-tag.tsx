import type { Words } from '@yidi/domain';
import { Tag } from 'antd';
import { useSay } from '../i18n/words.js';

/** What a state means for who looks at it: colour is never alone, the word says it too. */
export type Tone = 'plain' | 'todo' | 'good' | 'warning' | 'bad';

const colours: Readonly<Record<Tone, string>> = {
  plain: 'default',
  todo: 'processing',
  good: 'success',
  warning: 'warning',
  bad: 'error',
};

/** A state in words, with its tone. */
export function StateTag({ words, tone = 'plain' }: { readonly words: Words; readonly tone?: Tone }) {
  return <Tag color={colours[tone]}>{useSay()(words)}</Tag>;
}
