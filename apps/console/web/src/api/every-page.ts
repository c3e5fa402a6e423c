import type { z } from 'zod';
import { ask, type Ask } from './http.js';

const largestPage = 100;
/** What belongs to one case is short; a list that goes on beyond this is cut. */
const mostPages = 10;

type PageSchema<T> = z.ZodType<{ readonly items: readonly T[]; readonly next: string | null }>;

/** All items of a short list, its pages asked for one after the other. */
export async function askEveryPage<T>(schema: PageSchema<T>, path: string, { query, signal }: Ask): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const found = await ask(schema, path, {
      query: { ...query, cursor, limit: largestPage },
      ...(signal && { signal }),
    });
    items.push(...found.items);
    if (found.next === null) break;
    cursor = found.next;
  }
  return items;
}
