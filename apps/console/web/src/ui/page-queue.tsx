import type { ComponentProps } from 'react';
import { Failure } from './failure.js';
import { QueueTable } from './queue-table.js';

/** A page of a list as it is asked for. */
interface AskedPage<R> {
  readonly data: { readonly items: readonly R[]; readonly next: string | null } | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
  readonly isPlaceholderData: boolean;
}

/** A list that one question answers: its rows with the way to the next page, or why it cannot be had. */
export function PageQueue<R>({
  asked: { data, error, refetch, isPlaceholderData },
  ...list
}: { readonly asked: AskedPage<R> } & Omit<ComponentProps<typeof QueueTable<R>>, 'rows' | 'next' | 'busy' | 'failed'>) {
  return (
    <>
      <Failure error={error} onRetry={() => void refetch()} />
      <QueueTable<R> {...list} rows={data?.items} next={data?.next} busy={isPlaceholderData} failed={error !== null} />
    </>
  );
}
