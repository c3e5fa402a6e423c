import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { CardView, ParcelView } from '@yidi/contracts';
import { cardStates, cardStateWords } from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cardsQuery, dispatchParcel, makeBatch } from '../api/production.js';
import { useHasRole, usePointName } from '../app/officer.js';
import { SavedViews } from '../app/saved-views.js';
import {
  ActButton,
  Alert,
  FlagFilter,
  Flex,
  PageQueue,
  PageTitle,
  type QueueColumn,
  StateFilter,
} from '../ui/index.js';
import { useCardName } from './card-name.js';
import { CardTag } from './card-tag.js';

/** The centre's cards by due date; what is listed can be made, or sent on its way. */
export function Cards() {
  const { t } = useTranslation('workshop');
  const search = useSearch({ from: '/cards' });
  const navigate = useNavigate();
  const columns = useColumns();
  const asked = useQuery(cardsQuery(search));
  return (
    <>
      <PageTitle title={t('cards')} />
      <Filters />
      {asked.data && <Together cards={asked.isPlaceholderData ? [] : asked.data.items} />}
      <PageQueue<CardView>
        caption={t('cards')}
        columns={columns}
        asked={asked}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/cards/$id', params: { id } })}
        cursor={search.cursor}
      />
    </>
  );
}

/** What can be done with all that is listed: one batch, or one parcel per point. */
function Together({ cards }: { readonly cards: readonly CardView[] }) {
  const { t } = useTranslation('workshop');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const point = usePointName();
  const makes = useHasRole('maker');
  const sends = useHasRole('distributor');
  const [sent, setSent] = useState<readonly ParcelView[]>([]);
  const idsIn = (state: CardView['state']): CardView[] => cards.filter((card) => card.state === state);
  const ordered = makes ? idsIn('ordered') : [];
  const verified = sends ? idsIn('verified') : [];
  const points = [...new Set(verified.map((card) => card.point))];
  return (
    <Flex gap={12} wrap className="together">
      {ordered.length > 0 && (
        <ActButton
          type="primary"
          act={(key) =>
            makeBatch(
              ordered.map(({ id }) => id),
              key,
            )
          }
          onDone={({ id }) => void navigate({ to: '/batches/$id', params: { id } })}
        >
          {t('makeThese', { count: ordered.length })}
        </ActButton>
      )}
      {points.map((code) => {
        const ids = verified.filter((card) => card.point === code).map(({ id }) => id);
        return (
          <ActButton
            key={code}
            type="primary"
            act={(key) => dispatchParcel(ids, key)}
            onDone={(parcel) => {
              setSent([...sent, parcel]);
              void queries.invalidateQueries({ queryKey: ['production'] });
            }}
          >
            {t('sendThese', { count: ids.length, point: point(code) })}
          </ActButton>
        );
      })}
      {sent.map(({ id, number }) => (
        <Alert
          key={id}
          type="success"
          role="status"
          showIcon
          title={
            <Link to="/parcels/$id" params={{ id }}>
              {t('sentAs', { number })}
            </Link>
          }
        />
      ))}
    </Flex>
  );
}

function Filters() {
  const { t } = useTranslation();
  const { t: tw } = useTranslation('workshop');
  const search = useSearch({ from: '/cards' });
  const navigate = useNavigate();
  const narrow = (change: Partial<typeof search>): void => {
    const { cursor: _, ...kept } = search;
    void navigate({ to: '/cards', search: { ...kept, ...change } });
  };
  return (
    <search className="filters" aria-label={t('list.filters')}>
      <StateFilter
        states={cardStates}
        words={cardStateWords}
        value={search.state}
        onChange={(state) => narrow({ state })}
      />
      <FlagFilter value={search.late} onChange={(late) => narrow({ late })}>
        {t('list.late')}
      </FlagFilter>
      <FlagFilter value={search.spoiled} onChange={(spoiled) => narrow({ spoiled })}>
        {tw('onlySpoiled')}
      </FlagFilter>
      <SavedViews />
    </search>
  );
}

function useColumns(): readonly QueueColumn<CardView>[] {
  const { t } = useTranslation('workshop');
  const point = usePointName();
  const name = useCardName();
  return [
    { key: 'due', title: t('dueOn'), show: (card) => card.dueOn },
    { key: 'state', title: t('state'), show: (card) => <CardTag state={card.state} /> },
    { key: 'serial', title: t('serial'), show: ({ serial, spoil }) => serial ?? name({ serial, fault: spoil?.fault }) },
    { key: 'point', title: t('point'), show: (card) => point(card.point) },
    { key: 'attempt', title: t('attempt'), show: (card) => card.attempt },
  ];
}
