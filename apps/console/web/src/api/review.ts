import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { HistoryEntry, IssuedMany, LeaseView, pageOf, ReviewsPage, ReviewsWaiting, ReviewView } from '@yidi/contracts';
import { bytesQuery } from './bytes.js';
import { ask } from './http.js';
import type { Purpose } from './intake.js';

/** What the county's queue is narrowed to. */
export interface ReviewsFilter {
  readonly state?: string | undefined;
  readonly late?: string | undefined;
  readonly clean?: string | undefined;
  readonly cursor?: string | undefined;
}

export const reviewsQuery = (filter: ReviewsFilter) =>
  queryOptions({
    queryKey: ['review', 'list', filter],
    queryFn: ({ signal }) => ask(ReviewsPage, 'review/reviews', { query: { ...filter }, signal }),
    placeholderData: keepPreviousData,
  });

export const reviewsWaiting = queryOptions({
  queryKey: ['review', 'list', 'waiting'],
  queryFn: ({ signal }) => ask(ReviewsWaiting, 'review/reviews/waiting', { signal }),
});

/** One review; with a purpose its person is shown beside what the registry says now, and the reading is logged. */
export const reviewQuery = (id: string, purpose?: Purpose) =>
  queryOptions({
    queryKey: ['review', 'one', id, purpose ?? 'masked'],
    queryFn: ({ signal }) => ask(ReviewView, `review/reviews/${id}`, { query: { purpose }, signal }),
  });

export const reviewHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['review', 'one', id, 'history'],
    queryFn: ({ signal }) => ask(pageOf(HistoryEntry), `review/reviews/${id}/history`, { signal }),
  });

/** The bytes of a paper that came with the application. */
export const reviewPaperQuery = (id: string, sha256: string) => bytesQuery(`review/reviews/${id}/papers/${sha256}`);

/** The photo on the person's last card, which the population registry is asked for. */
export const registeredPhotoQuery = (id: string) => bytesQuery(`review/reviews/${id}/registered-photo`);

/** An act on a review, on the revision that the officer saw. */
export const actOnReview = (
  the: Pick<ReviewView, 'applicationId' | 'revision'>,
  act: string,
  body: unknown,
  key: string,
) => ask(ReviewView, `review/reviews/${the.applicationId}/${act}`, { body, revision: the.revision, key });

/** The first case that can be taken, by the legal limit; undefined when there is none. */
export const firstFreeReview = async () =>
  (await ask(ReviewsPage, 'review/reviews', { query: { free: 'true', limit: 1 } })).items[0];

/** Whoever works on a case holds it longer. */
export const holdReview = (id: string) => ask(LeaseView, `review/reviews/${id}/lease`, { method: 'PUT' });

/** Issues these cases, each by itself. */
export const issueMany = (items: readonly { applicationId: string; revision: number }[], key: string) =>
  ask(IssuedMany, 'review/reviews/issue-clean', { body: { items }, key });
