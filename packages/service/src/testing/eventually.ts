import { setTimeout as lookAgain } from 'node:timers/promises';

const LIMIT_MS = 15_000;
const BETWEEN_LOOKS_MS = 20;

/** Looks until there is something to see; for conditions, instead of waiting for a time. */
export async function eventually<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
  const limit = Date.now() + LIMIT_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > limit) throw new Error(`never: ${what}`);
    await lookAgain(BETWEEN_LOOKS_MS);
  }
}
