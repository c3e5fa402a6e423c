import { useQueryClient } from '@tanstack/react-query';
import type { Me, OwnPreferences } from '../../../src/contract.js';
import { meQuery, prefer } from '../api/me.js';

/** Changes how the console looks, at once, and keeps it for the officer. */
export function usePrefer(): (change: Partial<OwnPreferences>) => void {
  const queries = useQueryClient();
  return (change) => {
    const before = queries.getQueryData<Me>(meQuery.queryKey);
    if (!before) return;
    const preferences = { ...before.preferences, ...change };
    queries.setQueryData(meQuery.queryKey, { ...before, preferences });
    // How it looks is no matter of record: if it cannot be kept now, it holds until the next sign-in.
    prefer(preferences).catch(() => undefined);
  };
}
