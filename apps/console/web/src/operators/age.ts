import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../api/me.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The office's time at an instant of the browser's clock, hours to seconds. */
export function useOfficeTime(): (browsers: number) => string {
  const { data, dataUpdatedAt } = useQuery(meQuery);
  return (browsers) => {
    const at = (data ? Date.parse(data.now) - dataUpdatedAt : 0) + browsers;
    return new Date(at + 8 * hour).toISOString().slice(11, 19);
  };
}

/** How long ago an instant was, by the office's clock; '—' where there is none. */
export function useAge(): (at: string | null | undefined) => string {
  const { t } = useTranslation('operators');
  const { data, dataUpdatedAt } = useQuery(meQuery);
  return (at) => {
    if (!at || !data) return '—';
    const age = Date.parse(data.now) + Date.now() - dataUpdatedAt - Date.parse(at);
    if (age < minute) return t('ago.now');
    if (age < hour) return t('ago.minutes', { count: Math.floor(age / minute) });
    return age < day
      ? t('ago.hours', { count: Math.floor(age / hour) })
      : t('ago.days', { count: Math.floor(age / day) });
  };
}
