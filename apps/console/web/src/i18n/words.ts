import type { Words } from '@yidi/domain';
import { useTranslation } from 'react-i18next';

/** The language that is shown now. */
export function useLanguage(): 'zh' | 'en' {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh';
}

/** Says words of the domain in the language that is shown. */
export function useSay(): (words: Words | undefined) => string {
  const language = useLanguage();
  return (words) => words?.[language] ?? '';
}

/** How texts are put together in one language. */
export interface Punctuation {
  /** A text after the name of what it is about. */
  readonly pair: (name: string, text: string) => string;
  /** Things of the same kind, one after the other. */
  readonly list: (items: readonly (string | number)[]) => string;
  /** A text, and what goes with it in brackets. */
  readonly aside: (text: string, more: string | number) => string;
  /** What belongs together without being a list: somebody, and where. */
  readonly comma: (first: string, second: string) => string;
}

const punctuation: Readonly<Record<'zh' | 'en', Punctuation>> = {
  zh: {
    pair: (name, text) => `${name}：${text}`,
    list: (items) => items.join('、'),
    aside: (text, more) => `${text}（${more}）`,
    comma: (first, second) => `${first}，${second}`,
  },
  en: {
    pair: (name, text) => `${name}: ${text}`,
    list: (items) => items.join(', '),
    aside: (text, more) => `${text} (${more})`,
    comma: (first, second) => `${first}, ${second}`,
  },
};

/** The signs between texts, of the language that is shown. */
export function usePunctuation(): Punctuation {
  return punctuation[useLanguage()];
}
