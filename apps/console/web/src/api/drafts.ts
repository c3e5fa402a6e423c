import { queryOptions } from '@tanstack/react-query';
import { type DraftContent, DraftList, DraftView, Nothing } from '@yidi/contracts';
import { ask } from './http.js';
import { unlessMissing } from './refused.js';

export const draftsQuery = queryOptions({
  queryKey: ['intake', 'list', 'drafts'],
  queryFn: ({ signal }) => ask(DraftList, 'intake/desk-drafts', { signal }),
});

/** A draft as it was typed, or null where there is none yet: a fresh one is not asked for. Read once, since the reading is logged. */
export const draftQuery = (id: string, fresh: boolean) =>
  queryOptions({
    queryKey: ['intake', 'draft', id],
    queryFn: async ({ signal }): Promise<DraftView | null> =>
      fresh
        ? null
        : unlessMissing(ask(DraftView, `intake/desk-drafts/${id}`, { query: { purpose: 'handling' }, signal })),
    staleTime: 'static',
    gcTime: 0,
    refetchInterval: false,
  });

export const saveDraft = (id: string, content: DraftContent, revision: number): Promise<DraftView> =>
  ask(DraftView, `intake/desk-drafts/${id}`, {
    method: 'PUT',
    body: { content },
    revision,
    outlivesPage: true,
  });

export const dropDraft = (id: string, revision: number) =>
  ask(Nothing, `intake/desk-drafts/${id}/drop`, { body: {}, revision });
