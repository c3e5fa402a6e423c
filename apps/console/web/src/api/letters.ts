import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  ParkedPage,
  ParkedView,
  Quarantine,
  ReceivedPage,
  type ReceivedRow,
  ReconciliationPage,
  ReplayCount,
  ReplayedLetters,
  RevealedLetter,
  SentPage,
  type SentRow,
  SettledPage,
  StreamsPage,
} from '@yidi/contracts';
import type { z } from 'zod';
import type { ServiceName } from '../../../src/contract.js';
import { askEveryPage } from './every-page.js';
import { ask } from './http.js';
import type { Purpose } from './intake.js';

/** A letter as its sender's service shows it. */
export type SentLetter = z.infer<typeof SentRow>;
/** A letter as its reader's service shows it. */
export type ReceivedLetter = z.infer<typeof ReceivedRow>;

/** The letters of a service about a case, both ways: numbers, times and outcomes. */
export const lettersAbout = (service: ServiceName, subject: string) =>
  queryOptions({
    queryKey: [service, 'one', subject, 'letters'],
    queryFn: async ({ signal }) => {
      const given = { query: { subject }, signal };
      const [sent, received] = await Promise.all([
        askEveryPage(SentPage, `${service}/letters/sent`, given),
        askEveryPage(ReceivedPage, `${service}/letters/received`, given),
      ]);
      return { service, sent, received };
    },
  });

/** What a list of letters of a stream is narrowed to. */
export interface StreamFilter {
  readonly peer: string;
  readonly epoch?: string | undefined;
  readonly cursor?: string | undefined;
}

export const sentTo = (service: ServiceName, filter: StreamFilter) =>
  queryOptions({
    queryKey: [service, 'list', 'letters', 'sent', filter],
    queryFn: ({ signal }) => ask(SentPage, `${service}/letters/sent`, { query: { ...filter }, signal }),
    placeholderData: keepPreviousData,
  });

export const receivedFrom = (service: ServiceName, filter: StreamFilter) =>
  queryOptions({
    queryKey: [service, 'list', 'letters', 'received', filter],
    queryFn: ({ signal }) => ask(ReceivedPage, `${service}/letters/received`, { query: { ...filter }, signal }),
    placeholderData: keepPreviousData,
  });

export const streamsQuery = (service: ServiceName) =>
  queryOptions({
    queryKey: [service, 'list', 'letters', 'streams'],
    queryFn: ({ signal }) => askEveryPage(StreamsPage, `${service}/letters/streams`, { signal }),
  });

export const reconciliationQuery = (service: ServiceName) =>
  queryOptions({
    queryKey: [service, 'list', 'letters', 'reconciliation'],
    queryFn: ({ signal }) => askEveryPage(ReconciliationPage, `${service}/letters/reconciliation`, { signal }),
  });

export const quarantineQuery = (service: ServiceName) =>
  queryOptions({
    queryKey: [service, 'list', 'letters', 'quarantine'],
    queryFn: ({ signal }) => ask(Quarantine, `${service}/letters/quarantine`, { signal }),
  });

/** Which parked letters are meant. */
export interface ParkedFilter {
  readonly cause?: string | undefined;
  readonly type?: string | undefined;
  readonly peer?: string | undefined;
}

export const parkedQuery = (service: ServiceName, filter: ParkedFilter & { readonly cursor?: string | undefined }) =>
  queryOptions({
    queryKey: [service, 'list', 'letters', 'parked', filter],
    queryFn: ({ signal }) => ask(ParkedPage, `${service}/letters/parked`, { query: { ...filter }, signal }),
    placeholderData: keepPreviousData,
  });

/** What operators decided about parked letters, the newest first. */
export const settledQuery = (service: ServiceName, cursor: string | undefined) =>
  queryOptions({
    queryKey: [service, 'list', 'letters', 'settled', cursor],
    queryFn: ({ signal }) => ask(SettledPage, `${service}/letters/settled`, { query: { cursor }, signal }),
    placeholderData: keepPreviousData,
  });

export const parkedLetterQuery = (service: ServiceName, id: string) =>
  queryOptions({
    queryKey: [service, 'list', 'letters', 'parked', 'one', id],
    queryFn: ({ signal }) => ask(ParkedView, `${service}/letters/parked/${id}`, { signal }),
  });

/** What a replay of these would handle; nothing is done. */
export const replayCountQuery = (service: ServiceName, filter: ParkedFilter) =>
  queryOptions({
    queryKey: [service, 'list', 'letters', 'parked', 'count', filter],
    queryFn: ({ signal }) => ask(ReplayCount, `${service}/letters/parked/count`, { query: { ...filter }, signal }),
  });

export const replayAll = (service: ServiceName, filter: ParkedFilter, reason: string, key: string) =>
  ask(ReplayedLetters, `${service}/letters/parked/replay`, { body: { ...filter, reason }, key });

/** An act on one parked letter, on the attempt that the operator saw. */
export const actOnParked = (
  service: ServiceName,
  the: Pick<ParkedView, 'id' | 'revision'>,
  act: 'replay' | 'discard',
  reason: string,
  key: string,
) =>
  ask(ReplayedLetters, `${service}/letters/parked/${the.id}/${act}`, {
    body: { reason },
    revision: the.revision,
    key,
  });

/** What a parked letter says; the reading is logged. */
export const revealParked = (
  service: ServiceName,
  id: string,
  body: { readonly purpose: Purpose; readonly reason: string },
  key: string,
) => ask(RevealedLetter, `${service}/letters/parked/${id}/reveal`, { body, key });
