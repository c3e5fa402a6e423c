import { queryOptions } from '@tanstack/react-query';
import { askBytes } from './http.js';

/** Bytes that never change: asked for once, since every reading is logged, and soon forgotten. */
export const bytesQuery = (path: string) =>
  queryOptions({
    queryKey: ['bytes', path],
    queryFn: ({ signal }) => askBytes(path, { query: { purpose: 'handling' }, signal }),
    staleTime: Infinity,
    refetchInterval: false,
    gcTime: 60_000,
  });
