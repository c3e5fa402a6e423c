import { useTranslation } from 'react-i18next';
import { useToday } from '../app/officer.js';
import { Tag } from '../ui/index.js';
import { daysUntil } from '../ui/wording.js';

/** A legal limit: the day, and how far it is; red when it has passed. */
export function Due({ on, running }: { readonly on: string; readonly running: boolean }) {
  const { t } = useTranslation('county');
  const left = daysUntil(on, useToday());
  if (!running) return <>{on}</>;
  const words = left < 0 ? t('daysOver', { count: -left }) : left === 0 ? t('today') : t('daysLeft', { count: left });
  return (
    <>
      {on} <Tag color={left < 0 ? 'error' : left <= 1 ? 'warning' : 'default'}>{words}</Tag>
    </>
  );
}
