import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, or until the signal says stop. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

/** Waits for a promise no longer than this; its failure counts as done. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const limit = new AbortController();
  await Promise.race([work.catch(() => undefined), pause(milliseconds, limit.signal)]);
  limit.abort();
}

/** Does it until it succeeds, a little later each time; the last failure is told. */
export async function insist<T>(work: () => Promise<T>, tries = 100, milliseconds = 100): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left <= 1) throw error;
      await sleep(milliseconds);
    }
  }
}

/** A sleeper that can be woken; a ring while nobody sleeps is remembered. */
export class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Sleeps until rung, at most this long. Returns whether it was rung. */
  async sleep(milliseconds: number): Promise<boolean> {
    if (!this.#rung) {
      const limit = new AbortController();
      this.#wake = () => limit.abort();
      await pause(milliseconds, limit.signal);
      this.#wake = undefined;
    }
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }
}
