import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  AcceptedView,
  ApplicationsPage,
  ApplicationsWaiting,
  ApplicationView,
  BureauList,
  HistoryEntry,
  pageOf,
  type purposes,
} from '@yidi/contracts';
import type { PaperKind } from '@yidi/domain';
import { ask, type Ask, askBytes } from './http.js';

/** Why personal data is read. */
export type Purpose = (typeof purposes)[number];

/** What a list of applications is narrowed to. */
export interface ApplicationsFilter {
  readonly state?: string | undefined;
  readonly point?: string | undefined;
  readonly late?: string | undefined;
  readonly uncollected?: string | undefined;
  readonly awaits?: string | undefined;
  readonly cursor?: string | undefined;
}

/* Keys begin with the service and the kind of thing, so that a live change finds what to ask again. */

export const applicationsQuery = (filter: ApplicationsFilter) =>
  queryOptions({
    queryKey: ['intake', 'list', filter],
    queryFn: ({ signal }) => ask(ApplicationsPage, 'intake/applications', { query: { ...filter }, signal }),
    placeholderData: keepPreviousData,
  });

export const applicationsWaiting = (point: string | undefined) =>
  queryOptions({
    queryKey: ['intake', 'list', 'waiting', point],
    queryFn: ({ signal }) => ask(ApplicationsWaiting, 'intake/applications/waiting', { query: { point }, signal }),
  });

/** One application; with a purpose its person is shown, and the reading is logged. */
export const applicationQuery = (id: string, purpose?: Purpose) =>
  queryOptions({
    queryKey: ['intake', 'one', id, purpose ?? 'masked'],
    queryFn: ({ signal }) => ask(ApplicationView, `intake/applications/${id}`, { query: { purpose }, signal }),
  });

export const applicationHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['intake', 'one', id, 'history'],
    queryFn: ({ signal }) => ask(pageOf(HistoryEntry), `intake/applications/${id}/history`, { signal }),
  });

/** The bureaus of the directory: names, telephones, points. */
export const bureausQuery = queryOptions({
  queryKey: ['intake', 'bureaus'],
  queryFn: ({ signal }) => ask(BureauList, 'intake/bureaus', { signal }),
  staleTime: 10 * 60_000,
});

/** An act on an application, on the revision that the officer saw. */
export const actOn = (the: Pick<ApplicationView, 'id' | 'revision'>, act: string, body: unknown, key: string) =>
  ask(ApplicationView, `intake/applications/${the.id}/${act}`, { body, revision: the.revision, key });

/** Acceptance answers with the receipt code, once. */
export const accept = (the: Pick<ApplicationView, 'id' | 'revision'>, key: string) =>
  ask(AcceptedView, `intake/applications/${the.id}/accept`, { body: {}, revision: the.revision, key });

export const startApplication = (body: unknown, key: string) =>
  ask(ApplicationView, 'intake/applications', { body, key });

/** Photo or scan; the same file again changes nothing. */
export const attachPaper = (the: Pick<ApplicationView, 'id' | 'revision'>, kind: PaperKind, file: Blob) =>
  ask(ApplicationView, `intake/applications/${the.id}/papers/${kind}`, {
    method: 'PUT',
    bytes: file,
    revision: the.revision,
  } satisfies Ask);

/** The bytes of a paper; the reading is logged. */
export const paperBytes = (id: string, kind: PaperKind, purpose: Purpose = 'handling') =>
  askBytes(`intake/applications/${id}/papers/${kind}`, { query: { purpose } });

/** A person's applications in this bureau: a POST, so that no number stands in an address; not asked again by itself, since the look is logged. */
export const personCasesQuery = (citizenNumber: string) =>
  queryOptions({
    queryKey: ['intake', 'person', citizenNumber],
    queryFn: () => ask(ApplicationsPage, 'intake/applications/find', { body: { citizenNumber, purpose: 'handling' } }),
    staleTime: 5 * 60_000,
    refetchInterval: false,
  });

/** The application of a receipt: what the applicant hands over at the counter; the reading is logged. */
export const findByReceipt = (receiptCode: string, lastFour: string) =>
  ask(ApplicationView, 'intake/applications/by-receipt', { body: { receiptCode, lastFour, purpose: 'handling' } });
