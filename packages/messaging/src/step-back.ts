import { pause } from './pause.js';

const LOOK_AGAIN_MS = 5;
const SHARE = 3;

/** After so long a work, waits up to three times as long for what is more urgent: under any load it keeps a quarter of the time. */
export async function stepBack(workedMs: number, busy: () => boolean, stopped: AbortSignal): Promise<void> {
  const until = performance.now() + SHARE * workedMs;
  while (busy() && performance.now() < until && !stopped.aborted) await pause(LOOK_AGAIN_MS, stopped);
}
