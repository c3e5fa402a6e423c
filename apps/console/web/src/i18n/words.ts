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
