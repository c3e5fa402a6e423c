import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

const shown = { title: '', summaries: 0 };

/** Sets the document's title; nothing personal ever stands in it. */
export function useTitle(title: string): void {
  const { t } = useTranslation();
  useEffect(() => {
    shown.title = title;
    write(t);
  }, [title, t]);
}

/** Whoever hears the title first, or looks at another tab, hears there that something on the page is to be put right. */
export function useErrorInTitle(wrong: boolean): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (!wrong) return undefined;
    shown.summaries += 1;
    write(t);
    return () => {
      shown.summaries -= 1;
      write(t);
    };
  }, [wrong, t]);
}

function write(t: TFunction): void {
  const { title, summaries } = shown;
  document.title = `${summaries > 0 ? t('errorPrefix', { title }) : title} · ${t('product')}`;
}
