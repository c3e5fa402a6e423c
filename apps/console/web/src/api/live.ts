import type { QueryClient } from '@tanstack/react-query';
import { LiveChange } from '../../../src/contract.js';

const channelName = 'yidi-live';
const againMs = 5_000;

/**
 * What changes in the bureau, told by the server. A browser keeps few connections to one host, so one tab listens and
 * passes on to the others.
 */
export function listenForChanges(queries: QueryClient): () => void {
  const channel = new BroadcastChannel(channelName);
  const ended = new AbortController();
  const take = (change: LiveChange): void => askAgain(queries, change);
  channel.addEventListener('message', ({ data }) => {
    const change = LiveChange.safeParse(data);
    if (change.success) take(change.data);
  });
  const listen = () =>
    new Promise<void>((resolve) => {
      const source = new EventSource('/api/live');
      source.addEventListener('change', ({ data }) => {
        const change = LiveChange.parse(JSON.parse(String(data)));
        take(change);
        channel.postMessage(change);
      });
      // Turned away, as when the session has ended, a browser does not try again by itself.
      source.addEventListener('error', () => {
        if (source.readyState === EventSource.CLOSED) setTimeout(resolve, againMs);
      });
      ended.signal.addEventListener('abort', () => {
        source.close();
        resolve();
      });
    });
  const goOn = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await navigator.locks.request(channelName, { signal: ended.signal }, listen).catch(() => undefined);
    }
  };
  void goOn();
  return () => {
    ended.abort();
    channel.close();
  };
}

/** Lists of the service are asked again, and the things named; whatever is not on a page only later. */
function askAgain(queries: QueryClient, { service, subjects }: LiveChange): void {
  void queries.invalidateQueries({ queryKey: [service, 'list'] });
  for (const id of subjects) void queries.invalidateQueries({ queryKey: [service, 'one', id] });
}
