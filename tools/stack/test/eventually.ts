import { setTimeout as pause } from 'node:timers/promises';

/** Waits until the check passes; fails with its last fault. */
export async function eventually<T>(check: () => Promise<T> | T, patienceMs = 20_000): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await pause(50);
    }
  }
}
