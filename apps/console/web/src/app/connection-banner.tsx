import { useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fetchWithin } from '../api/fetch-within.js';
import { connection } from '../api/http.js';
import { useOfficeTime } from '../operators/age.js';
import { setAway } from '../ui/away.js';

const lookEveryMs = 2000;
const answersWithinMs = 3000;

const looks = (): Promise<boolean> =>
  fetchWithin(answersWithinMs, '/health/live').then(
    ({ ok }) => ok,
    () => false,
  );

/** Whether it answers, asked twice: a page that stood still for a while missed the first answer itself. */
const answers = async (): Promise<boolean> => (await looks()) || looks();

/** Whether the console's server can be reached: known from calls that failed, not from the browser's guess. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const officeTime = useOfficeTime();
  const [since, setSince] = useState<number>();
  const away = since !== undefined;

  useEffect(() => {
    const gone = (): void => setSince((before) => before ?? Date.now());
    const back = (): void => setSince(undefined);
    connection.addEventListener('away', gone);
    connection.addEventListener('back', back);
    const look = setInterval(() => {
      if (document.visibilityState === 'hidden') return;
      void answers().then((ok) => (ok ? back() : gone()));
    }, lookEveryMs);
    return () => {
      connection.removeEventListener('away', gone);
      connection.removeEventListener('back', back);
      clearInterval(look);
    };
  }, []);

  useEffect(() => {
    setAway(away);
    if (!away) void queries.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
  }, [away, queries]);

  if (!away) return null;
  return (
    <Alert banner type="warning" role="alert" title={`${t('offline')} ${t('stale', { time: officeTime(since) })}`} />
  );
}
