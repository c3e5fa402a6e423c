import { queryOptions } from '@tanstack/react-query';
import { PrintsView } from '@yidi/contracts';
import type { PrintKind } from '@yidi/domain';
import { ask, send } from './http.js';

const Kinds = PrintsView.transform(({ items, printable }) => ({ items, printable: printable as PrintKind[] }));

/** What was printed of an application, and what can be printed now. */
export const printsQuery = (id: string) =>
  queryOptions({
    queryKey: ['intake', 'one', id, 'prints'],
    queryFn: ({ signal }) => ask(Kinds, `intake/applications/${id}/prints`, { signal }),
  });

/** One more copy of a paper, as a PDF. */
export async function printPaper(id: string, kind: PrintKind, key: string) {
  const answer = await send(`intake/applications/${id}/prints`, { body: { kind }, key });
  const number = (name: string): number => Number(answer.headers.get(name) ?? 0);
  return { pdf: await answer.blob(), copy: number('yidi-copy'), missingCharacters: number('yidi-missing-characters') };
}
