import { setTimeout as pause } from 'node:timers/promises';

/** Tries until it works; throws its last error when patience ends. */
export async function untilItWorks(work: () => Promise<void>, patienceMs = 15_000): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(300);
    }
  }
}
