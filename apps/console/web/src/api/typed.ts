import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { KeptTyped, type TypedForm, type TypedTexts } from '../../../src/contract.js';
import { ask, tell } from './http.js';

/** What the officer typed on a page before and has not sent: read once, when the page is opened. */
export const typedQuery = (form: TypedForm, id: string) =>
  queryOptions({
    queryKey: ['typed', form, id],
    queryFn: ({ signal }) => ask(KeptTyped, `typed/${form}/${id}`, { signal }),
    staleTime: Infinity,
    gcTime: 0,
    refetchInterval: false,
  });

/** Keeps what stands on a page now; answers when. */
export const keepTyped = async (form: TypedForm, id: string, typed: TypedTexts & { officer: string }) =>
  (
    await ask(z.object({ keptAt: z.string() }), `typed/${form}/${id}`, {
      method: 'PUT',
      body: typed,
      outlivesPage: true,
    })
  ).keptAt;

export const forgetTyped = (form: TypedForm, id: string): Promise<void> =>
  tell(`typed/${form}/${id}`, { method: 'DELETE', outlivesPage: true });
