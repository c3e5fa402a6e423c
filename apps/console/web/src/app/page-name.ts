import { useTranslation } from 'react-i18next';
import { nav } from './nav.js';

/** A page's name in the menu, by its address; the address itself where the menu has none. */
export function usePageName(): (path: string) => string {
  const { t } = useTranslation();
  return (path) => {
    const entry = nav.find(({ to, search }) => to === path && !search) ?? nav.find(({ to }) => to === path);
    return entry ? t(`nav.${entry.name}`) : path;
  };
}
