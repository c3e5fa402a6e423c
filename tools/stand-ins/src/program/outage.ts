import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { Problem } from './problem.js';

/** How a stand-in behaves: answers, refuses at once with 503, or answers after so many seconds. */
export const OutageRequest = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('up') }),
  z.strictObject({ mode: z.literal('down') }),
  z.strictObject({ mode: z.literal('slow'), seconds: z.number().positive().max(120).default(5) }),
]);
export type OutageRequest = z.infer<typeof OutageRequest>;

/** The outage that tests and demos switch on and off. */
export class Outage {
  current: OutageRequest = { mode: 'up' };

  get isDown(): boolean {
    return this.current.mode === 'down';
  }

  /** Lets a request pass, holds it up, or refuses it. */
  async meet(signal: AbortSignal): Promise<void> {
    if (this.isDown) throw new Problem(503, 'AWAY', 'this program is switched off for a while');
    if (this.current.mode === 'slow') await delay(this.current.seconds * 1000, undefined, { signal });
  }
}
