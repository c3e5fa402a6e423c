import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { batchStates, type BatchSummary } from '@yidi/contracts';
import { useTranslation } from 'react-i18next';
import { batchesQuery } from '../api/production.js';
import { SavedViews } from '../app/saved-views.js';
import { FlagFilter, PageQueue, PageTitle, type QueueColumn, Select } from '../ui/index.js';
import { instantText } from '../ui/wording.js';

/** Batches, the newest first, and what became of their cards. */
export function Batches() {
  const { t } = useTranslation('workshop');
  const search = useSearch({ from: '/batches' });
  const navigate = useNavigate();
  const columns = useColumns();
  const asked = useQuery(batchesQuery(search));
  const narrow = (change: Partial<typeof search>): void => {
    const { cursor: _, ...kept } = search;
    void navigate({ to: '/batches', search: { ...kept, ...change } });
  };
  return (
    <>
      <PageTitle title={t('batches')} />
      <search className="filters" aria-label={t('filters')}>
        <Select
          aria-label={t('state')}
          className="filter-state"
          value={search.state ?? ''}
          onChange={(state) => narrow({ state })}
          options={[
            { value: '', label: t('allBatchStates') },
            ...batchStates.map((state) => ({ value: state as string, label: t(`batchState.${state}`) })),
          ]}
        />
        <FlagFilter value={search.open} onChange={(open) => narrow({ open })}>
          {t('openBatches')}
        </FlagFilter>
        <SavedViews />
      </search>
      <PageQueue<BatchSummary>
        caption={t('batches')}
        columns={columns}
        asked={asked}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/batches/$id', params: { id } })}
        cursor={search.cursor}
        empty={t('noBatches')}
      />
    </>
  );
}

function useColumns(): readonly QueueColumn<BatchSummary>[] {
  const { t } = useTranslation('workshop');
  return [
    { key: 'started', title: t('startedAt'), show: ({ startedAt }) => instantText(startedAt) },
    { key: 'state', title: t('state'), show: ({ state }) => t(`batchState.${state}`) },
    { key: 'cards', title: t('batchCards'), show: ({ cards }) => cards },
    { key: 'made', title: t('batchMade'), show: ({ made }) => made },
    { key: 'failed', title: t('batchFailed'), show: ({ failed }) => failed },
    { key: 'blanks', title: t('blanksUsed'), show: ({ made, failed }) => made + failed },
    { key: 'by', title: t('madeBy'), show: ({ madeBy }) => madeBy.name },
  ];
}
