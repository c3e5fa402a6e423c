import { z } from 'zod';
import { Problem } from './problem/problem.js';

/** A page of a list; `next` is null on the last one, and stands in the Link header too. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** A page as `page` makes it, so that the Link header knows it from any other answer. */
export class ListPage<T> implements Page<T> {
  constructor(
    readonly items: readonly T[],
    readonly next: string | null,
  ) {}
}

/** The address of the next page: the same filters, the next cursor. */
export function nextAddress(address: string, next: string): string {
  const [path = '', query = ''] = address.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', next);
  return `${path}?${parameters.toString()}`;
}

/** The keyset values of the last row, opaque to callers. They must not be personal data. */
export function toCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values), 'utf8').toString('base64url');
}

/** Reads a cursor back as its keyset values; anything else is bad input. */
export function fromCursor<S extends z.ZodType>(cursor: string | undefined, keyset: S): z.infer<S> | undefined {
  if (cursor === undefined) return undefined;
  try {
    return keyset.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw Problem.badInput([
      {
        in: 'query',
        path: 'cursor',
        code: 'CURSOR',
        message: 'is not a cursor of this list',
        messageZh: '不是本列表的游标',
      },
    ]);
  }
}

/** A page out of `limit + 1` rows read: the surplus row only tells that there is more. */
export function page<R, T>(
  rows: readonly R[],
  limit: number,
  of: { readonly item: (row: R) => T; readonly keyset: (row: R) => readonly (string | number)[] },
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return new ListPage(shown.map(of.item), more ? toCursor(of.keyset(last)) : null);
}
