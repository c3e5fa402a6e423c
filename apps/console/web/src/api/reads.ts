import { infiniteQueryOptions } from '@tanstack/react-query';
import { ReadsPage } from '@yidi/contracts';
import type { ServiceName } from '../../../src/contract.js';
import { ask } from './http.js';

/** Whose looks at whom are asked for. */
export interface ReadsFilter {
  readonly subject?: string | undefined;
  readonly officer?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Who looked at personal data in a service, the newest first, page by page. */
export const looksQuery = (service: ServiceName, filter: ReadsFilter) =>
  infiniteQueryOptions({
    // Who has just looked stands in it, the auditor too.
    staleTime: 0,
    queryKey: [service, 'reads', filter],
    queryFn: ({ pageParam, signal }) =>
      ask(ReadsPage, `${service}/reads`, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
