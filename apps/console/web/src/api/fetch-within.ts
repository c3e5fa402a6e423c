/** Asks, and gives up after so long, the body included, or when the asker does. By hand: bureaus' Chromium 90 has no `AbortSignal.timeout`. */
export function fetchWithin(ms: number, to: string | URL, { signal, ...how }: RequestInit = {}): Promise<Response> {
  const over = new AbortController();
  const giveUp = (): void => over.abort();
  setTimeout(giveUp, ms);
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp, { once: true });
  return fetch(to, { ...how, signal: over.signal });
}
