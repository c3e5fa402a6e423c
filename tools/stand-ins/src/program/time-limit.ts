/**
 * Does work under a signal that aborts after a time, or with another one. By hand: Node 20 may collect an AbortSignal.timeout
 * that only AbortSignal.any holds, and then it never fires.
 */
export async function withTimeLimit<T>(
  ms: number,
  other: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const abort = (): void => limit.abort();
  const timer = setTimeout(abort, ms);
  other.addEventListener('abort', abort, { once: true });
  if (other.aborted) abort();
  try {
    return await work(limit.signal);
  } finally {
    clearTimeout(timer);
    other.removeEventListener('abort', abort);
  }
}
