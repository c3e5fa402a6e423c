import type { Clock } from './clock.js';
import type { Log } from './log.js';

/** How a recurring work is told and timed. */
export interface Recurrence {
  /** What could not be done, for the log. */
  readonly what: string;
  readonly everyMs: number;
  readonly log: Log;
  /** With it the work is also done, and waited for, whenever the development clock moves. */
  readonly clock?: Clock;
}

/** Work that a service does again and again: one run at a time, a fault waits for the next one. */
export class Recurring {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly recurrence: Recurrence,
  ) {}

  start(): void {
    const { everyMs, clock } = this.recurrence;
    this.timer = setInterval(() => void this.run(), everyMs);
    this.timer.unref();
    // What is at work may have seen the time before the move.
    clock?.onMove(async () => {
      await this.running;
      await this.run();
    });
  }

  /** Does it now, or joins the run at work; never rejects. */
  run(): Promise<void> {
    this.running ??= this.attempt().finally(() => (this.running = undefined));
    return this.running;
  }

  /** Ends when the run at work has. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async attempt(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      const { what, log } = this.recurrence;
      log.warn({ err: error }, what);
    }
  }
}
