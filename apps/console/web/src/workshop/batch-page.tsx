import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { batchQuery } from '../api/production.js';
import { PrintButtons } from '../desk/print-buttons.js';
import { Failure, PageTitle, Progress, Skeleton } from '../ui/index.js';
import { useCardName } from './card-name.js';
import { CardTag } from './card-tag.js';

/** A batch while the machine works: how far it is, and each card's result. */
export function BatchPage() {
  const { t } = useTranslation('workshop');
  const name = useCardName();
  const { id } = useParams({ from: '/batches/$id' });
  const { data, error, refetch } = useQuery(batchQuery(id));
  const finished = data?.cards.filter(({ state }) => state !== 'batched').length ?? 0;
  const all = data?.cards.length ?? 0;
  return (
    <>
      <PageTitle title={t('batchTitle')}>{data && t(`batchState.${data.state}`)}</PageTitle>
      <Failure error={error} onRetry={() => void refetch()} />
      {data ? (
        <>
          <p role="status">{t('progress', { done: finished, all })}</p>
          <Progress
            percent={all === 0 ? 0 : Math.round((100 * finished) / all)}
            aria-label={t('batchTitle')}
            showInfo={false}
          />
          <ul className="plain">
            {data.cards.map(({ cardId, state, ...card }) => (
              <li key={cardId}>
                <Link to="/cards/$id" params={{ id: cardId }}>
                  {name(card)}
                </Link>{' '}
                <CardTag state={state} />
              </li>
            ))}
          </ul>
          <PrintButtons at="production" id={id} />
        </>
      ) : (
        !error && <Skeleton active />
      )}
    </>
  );
}
