import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { applicationHistoryQuery } from '../api/intake.js';
import { Timeline } from '../ui/index.js';

/** What happened to an application at this bureau. */
export function ApplicationHistory({ id }: { readonly id: string }) {
  const { t } = useTranslation('desk');
  const { data } = useQuery(applicationHistoryQuery(id));
  return <Timeline title={t('history')} entries={data?.items} />;
}
