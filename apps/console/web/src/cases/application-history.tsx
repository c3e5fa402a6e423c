import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { applicationHistoryQuery } from '../api/intake.js';
import { useBureauName } from '../app/officer.js';
import { Typography } from '../ui/index.js';
import { instantText, useActName } from '../ui/wording.js';

/** What happened, oldest first: when, what, who, of which bureau. */
export function ApplicationHistory({ id }: { readonly id: string }) {
  const { t } = useTranslation('desk');
  const act = useActName();
  const bureau = useBureauName();
  const { data } = useQuery(applicationHistoryQuery(id));
  return (
    <section aria-labelledby="history">
      <Typography.Title level={2} id="history">
        {t('history')}
      </Typography.Title>
      <ol className="timeline">
        {data?.items.map((entry) => (
          <li key={`${entry.revision} ${entry.at} ${entry.act}`}>
            <time dateTime={entry.at}>{instantText(entry.at)}</time> <strong>{act(entry.act)}</strong>{' '}
            <span>
              {entry.by.name}，{bureau(entry.by.bureau)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
