import { queryOptions } from '@tanstack/react-query';
import {
  ApplicationView,
  CardsPage,
  HistoryEntry,
  pageOf,
  PrintsView,
  ReviewView,
  ScreeningExplanation,
} from '@yidi/contracts';
import { askEveryPage } from './every-page.js';
import { ask } from './http.js';
import type { Purpose } from './intake.js';
import { unlessMissing } from './refused.js';

/* A case as each service of the bureau knows it; one that never heard of it answers with null. */

const History = pageOf(HistoryEntry);

export const caseAtDesk = (id: string) =>
  queryOptions({
    queryKey: ['intake', 'one', id, 'case'],
    queryFn: ({ signal }) => unlessMissing(ask(ApplicationView, `intake/applications/${id}`, { signal })),
  });

export const caseAtCounty = (id: string) =>
  queryOptions({
    queryKey: ['review', 'one', id, 'case'],
    queryFn: ({ signal }) => unlessMissing(ask(ReviewView, `review/reviews/${id}`, { signal })),
  });

/** The cards made for a case: one, and those that it replaced. */
export const cardsOfCase = (id: string) =>
  queryOptions({
    queryKey: ['production', 'list', 'cards', 'of', id],
    queryFn: ({ signal }) => askEveryPage(CardsPage, 'production/cards', { query: { applicationId: id }, signal }),
  });

/** Looking at the person is logged: it is asked once and not again by itself. */
const once = { staleTime: 'static', gcTime: 0, refetchInterval: false } as const;

export const personAtDesk = (id: string, purpose: Purpose) =>
  queryOptions({
    queryKey: ['intake', 'person', id, purpose],
    queryFn: ({ signal }) => ask(ApplicationView, `intake/applications/${id}`, { query: { purpose }, signal }),
    ...once,
  });

export const personAtCounty = (id: string, purpose: Purpose) =>
  queryOptions({
    queryKey: ['review', 'person', id, purpose],
    queryFn: ({ signal }) => ask(ReviewView, `review/reviews/${id}`, { query: { purpose }, signal }),
    ...once,
  });

export const deskHistory = (id: string) =>
  queryOptions({
    queryKey: ['intake', 'one', id, 'whole history'],
    queryFn: ({ signal }) => askEveryPage(History, `intake/applications/${id}/history`, { signal }),
  });

export const countyHistory = (id: string) =>
  queryOptions({
    queryKey: ['review', 'one', id, 'whole history'],
    queryFn: ({ signal }) => askEveryPage(History, `review/reviews/${id}/history`, { signal }),
  });

export const cardHistory = (id: string) =>
  queryOptions({
    queryKey: ['production', 'one', id, 'whole history'],
    queryFn: ({ signal }) => askEveryPage(History, `production/cards/${id}/history`, { signal }),
  });

/** What was printed of a case. */
export const printsOfCase = (id: string) =>
  queryOptions({
    queryKey: ['intake', 'one', id, 'printed'],
    queryFn: ({ signal }) => ask(PrintsView, `intake/applications/${id}/prints`, { signal }),
  });

/** Why the desk's screening answered as it did, replayed by the rules of its day. */
export const explanationOf = (id: string) =>
  queryOptions({
    queryKey: ['intake', 'one', id, 'explanation'],
    queryFn: ({ signal }) => ask(ScreeningExplanation, `intake/applications/${id}/explanation`, { signal }),
  });
