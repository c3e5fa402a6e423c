import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { Me, type OwnPreferences, SavedView } from '../../../src/contract.js';
import { ask, tell } from './http.js';

/** Who is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => ask(Me, 'me'),
  staleTime: 60_000,
});

/** The officer is at the desk: the session goes on. */
export const extendSession = (): Promise<Me> => ask(Me, 'me/extend', { method: 'POST' });

/** Signs out here, or everywhere; answers with where to go. */
export const signOut = async (everywhere: boolean): Promise<string> =>
  (await ask(z.object({ to: z.string() }), 'sign-out', { body: { everywhere } })).to;

export const prefer = (preferences: OwnPreferences): Promise<void> =>
  tell('preferences', { method: 'PUT', body: preferences });

/** The officer's saved views. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: () => ask(z.object({ items: z.array(SavedView) }), 'views'),
});
export const saveView = ({ id, ...view }: SavedView): Promise<void> =>
  tell(`views/${id}`, { method: 'PUT', body: view });
export const forgetView = (id: string): Promise<void> => tell(`views/${id}`, { method: 'DELETE' });
