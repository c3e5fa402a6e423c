import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouterState, useSearch } from '@tanstack/react-router';
import type { ReviewRow } from '@yidi/contracts';
import { pressingReviewStates, reasonWords, reviewStates, reviewStateWords } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { reviewsQuery } from '../api/review.js';
import { useBureauName, useHasRole } from '../app/officer.js';
import { SavedViews } from '../app/saved-views.js';
import { useSay } from '../i18n/words.js';
import { Alert, FlagFilter, PageQueue, PageTitle, type QueueColumn, StateFilter } from '../ui/index.js';
import { Due } from './due.js';
import { Holder } from './holder.js';
import { ReviewTag } from './review-tag.js';
import { TakeNext } from './take-next.js';

type Row = z.infer<typeof ReviewRow>;

const pressing: readonly string[] = pressingReviewStates;

/** The county's queue, in the order of the legal limit. */
export function Reviews() {
  const { t } = useTranslation('county');
  const search = useSearch({ from: '/reviews' });
  const navigate = useNavigate();
  const columns = useColumns();
  const issues = useHasRole('issuer');
  const handled = useRouterState({ select: ({ location }) => location.state.handled });
  const asked = useQuery(reviewsQuery(search));
  const open = (id: string): void => void navigate({ to: '/reviews/$id', params: { id } });
  return (
    <>
      <PageTitle
        title={t('title')}
        extra={
          <>
            {issues && <Link to="/reviews/issue">{t('many.title')}</Link>}
            <TakeNext />
          </>
        }
      />
      {handled && <Alert type="success" role="status" showIcon title={t('handled', { number: handled })} />}
      <Filters />
      <PageQueue<Row>
        caption={t('title')}
        columns={columns}
        asked={asked}
        rowKey={({ applicationId }) => applicationId}
        onOpen={({ applicationId }) => open(applicationId)}
        cursor={search.cursor}
      />
    </>
  );
}

function Filters() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/reviews' });
  const navigate = useNavigate();
  const narrow = (change: Partial<typeof search>): void => {
    const { cursor: _, ...kept } = search;
    void navigate({ to: '/reviews', search: { ...kept, ...change } });
  };
  return (
    <search className="filters" aria-label={t('list.filters')}>
      <StateFilter
        states={reviewStates}
        words={reviewStateWords}
        value={search.state}
        onChange={(state) => narrow({ state })}
      />
      <FlagFilter value={search.late} onChange={(late) => narrow({ late })}>
        {t('list.late')}
      </FlagFilter>
      <SavedViews />
    </search>
  );
}

function useColumns(): readonly QueueColumn<Row>[] {
  const { t } = useTranslation('county');
  const say = useSay();
  const bureau = useBureauName();
  return [
    { key: 'due', title: t('dueOn'), show: (row) => <Due on={row.dueOn} running={pressing.includes(row.state)} /> },
    { key: 'number', title: t('number'), show: (row) => row.acceptanceNumber },
    { key: 'person', title: t('person'), show: (row) => `${row.person.name} ${row.person.citizenNumber}` },
    { key: 'reason', title: t('reason'), show: (row) => say(reasonWords[row.reason]) },
    { key: 'from', title: t('from'), show: (row) => bureau(row.residenceBureau) },
    { key: 'state', title: t('state'), show: (row) => <ReviewTag state={row.state} /> },
    { key: 'holder', title: t('holder'), show: (row) => <Holder the={row} /> },
  ];
}
