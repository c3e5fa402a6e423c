import { queryOptions } from '@tanstack/react-query';
import { PrintsView } from '@yidi/contracts';
import type { printWords } from '@yidi/domain';
import { ask, send } from './http.js';

/** A paper that one of the services prints. */
export type PrintedPaper = keyof typeof printWords;

/** A paper and, for a receipt, the width of its roll. */
export interface Paper {
  readonly kind: PrintedPaper;
  readonly size?: '80mm' | undefined;
}

/** What papers are printed of, by the service that prints them. */
const things = { intake: 'applications', production: 'batches' } as const;
export type PrintsAt = keyof typeof things;

const Kinds = PrintsView.transform(({ items, printable }) => ({ items, printable: printable as PrintedPaper[] }));

/** What was printed of an application or a batch, and what can be printed now. */
export const printsQuery = (at: PrintsAt, id: string) =>
  queryOptions({
    queryKey: [at, 'one', id, 'prints'],
    queryFn: ({ signal }) => ask(Kinds, `${at}/${things[at]}/${id}/prints`, { signal }),
  });

/** One more copy of a paper, as a PDF. */
export async function printPaper(at: PrintsAt, id: string, paper: Paper, key: string) {
  const answer = await send(`${at}/${things[at]}/${id}/prints`, { body: paper, key });
  const number = (name: string): number => Number(answer.headers.get(name) ?? 0);
  return { pdf: await answer.blob(), copy: number('yidi-copy'), missingCharacters: number('yidi-missing-characters') };
}
