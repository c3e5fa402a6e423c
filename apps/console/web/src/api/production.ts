import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  BatchesPage,
  BatchView,
  CardsPage,
  CardsWaiting,
  CardView,
  ChipView,
  HistoryEntry,
  pageOf,
  ParcelsPage,
  ParcelView,
} from '@yidi/contracts';
import { bytesQuery } from './bytes.js';
import { ask } from './http.js';

/** What the list of cards is narrowed to. */
export interface CardsFilter {
  readonly state?: string | undefined;
  readonly applicationId?: string | undefined;
  readonly point?: string | undefined;
  readonly late?: string | undefined;
  readonly spoiled?: string | undefined;
  readonly cursor?: string | undefined;
}

export const cardsQuery = (filter: CardsFilter) =>
  queryOptions({
    queryKey: ['production', 'list', 'cards', filter],
    queryFn: ({ signal }) => ask(CardsPage, 'production/cards', { query: { ...filter }, signal }),
    placeholderData: keepPreviousData,
  });

export const cardsWaiting = queryOptions({
  queryKey: ['production', 'list', 'waiting'],
  queryFn: ({ signal }) => ask(CardsWaiting, 'production/cards/waiting', { signal }),
});

/** One card; with a purpose what is on it is shown, and the reading is logged. */
export const cardQuery = (id: string, clear: boolean) =>
  queryOptions({
    queryKey: ['production', 'one', id, clear ? 'handling' : 'masked'],
    queryFn: ({ signal }) =>
      ask(CardView, `production/cards/${id}`, { query: { purpose: clear ? 'handling' : undefined }, signal }),
  });

/** The photo that a card was made with. */
export const cardPhotoQuery = (id: string) => bytesQuery(`production/cards/${id}/photo`);

/** What a card's chip really says; each asking reads it anew and is logged. */
export const chipQuery = (id: string) =>
  queryOptions({
    queryKey: ['chip', id],
    queryFn: ({ signal }) => ask(ChipView, `production/cards/${id}/chip`, { query: { purpose: 'handling' }, signal }),
    staleTime: Infinity,
    gcTime: 0,
  });

export const cardHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['production', 'one', id, 'history'],
    queryFn: ({ signal }) => ask(pageOf(HistoryEntry), `production/cards/${id}/history`, { signal }),
  });

/** What the list of batches is narrowed to. */
export interface BatchesFilter {
  readonly state?: string | undefined;
  readonly open?: string | undefined;
  readonly cursor?: string | undefined;
}

export const batchesQuery = (filter: BatchesFilter) =>
  queryOptions({
    queryKey: ['production', 'list', 'batches', filter],
    queryFn: ({ signal }) => ask(BatchesPage, 'production/batches', { query: { ...filter }, signal }),
    placeholderData: keepPreviousData,
  });

/** A batch while the machine works on it; asked again until it is done. */
export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ['production', 'list', 'batch', id],
    queryFn: ({ signal }) => ask(BatchView, `production/batches/${id}`, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.state === 'done' ? false : 2000),
  });

export const parcelsQuery = (filter: CardsFilter) =>
  queryOptions({
    queryKey: ['production', 'list', 'parcels', filter],
    queryFn: ({ signal }) => ask(ParcelsPage, 'production/parcels', { query: { ...filter }, signal }),
    placeholderData: keepPreviousData,
  });

/** The parcel with this number, if there is one. */
export const findParcel = async (number: string) =>
  (await ask(ParcelsPage, 'production/parcels', { query: { number } })).items[0];

export const parcelQuery = (id: string) =>
  queryOptions({
    queryKey: ['production', 'one', id, 'parcel'],
    queryFn: ({ signal }) => ask(ParcelView, `production/parcels/${id}`, { signal }),
  });

/** An act on a card, on the revision that the officer saw. */
export const actOnCard = (the: Pick<CardView, 'id' | 'revision'>, act: string, body: unknown, key: string) =>
  ask(CardView, `production/cards/${the.id}/${act}`, { body, revision: the.revision, key });

export const makeBatch = (cardIds: readonly string[], key: string) =>
  ask(BatchView, 'production/batches', { body: { cardIds }, key });

export const dispatchParcel = (cardIds: readonly string[], key: string) =>
  ask(ParcelView, 'production/parcels', { body: { cardIds }, key });

/** What arrived of a parcel; the rest is missing. */
export const receiveParcel = (the: Pick<ParcelView, 'id' | 'revision'>, scanned: readonly string[], key: string) =>
  ask(ParcelView, `production/parcels/${the.id}/receive`, { body: { scanned }, revision: the.revision, key });

/** A parcel that never came: each of its cards is made again. */
export const reportLostParcel = (the: Pick<ParcelView, 'id' | 'revision'>, key: string) =>
  ask(ParcelView, `production/parcels/${the.id}/report-lost`, { body: {}, revision: the.revision, key });
