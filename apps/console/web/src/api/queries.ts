import { QueryClient } from '@tanstack/react-query';
import { Refused, SignedOut } from './refused.js';

const mostTries = 2;

/** What was asked of the server and is still known. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      refetchInterval: 60_000,
      retry: (tries, error) => !(error instanceof Refused || error instanceof SignedOut) && tries < mostTries,
    },
  },
});
