import { z } from 'zod';
import type { Log } from './log.js';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5000;
const FIRST_TIME_WITHIN_MS = 1000;

const ClockEvent = z.object({ id: z.number().int(), offsetMs: z.number().int() });

/** The time of the service: the system's, or in development the stack's one clock that tests move. */
export class Clock {
  private offsetMs = 0;
  private readonly listeners = new Set<() => void | Promise<void>>();

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** Called when the development clock was moved, before the move is acknowledged; sweeps hang on it. */
  onMove(listener: () => void | Promise<void>): void {
    this.listeners.add(listener);
  }

  /** Moves this clock; only the development clock and tests do. Resolves when the listeners are done. */
  async moveTo(offsetMs: number): Promise<void> {
    if (offsetMs === this.offsetMs) return;
    this.offsetMs = offsetMs;
    await Promise.allSettled([...this.listeners].map(async (listener) => listener()));
  }
}

/** Keeps a clock at the time of the development clock until stopped. */
export class ClockFollower {
  private readonly stopped = new AbortController();
  private heardFirst: () => void = () => undefined;
  private readonly first = new Promise<void>((resolve) => (this.heardFirst = resolve));
  private waitMs = FIRST_WAIT_MS;

  constructor(
    private readonly clock: Clock,
    private readonly source: { readonly url: string; readonly subscriber: string; readonly log: Log },
  ) {}

  /** Starts following; resolves with the first time heard, or after a second without one. */
  async start(): Promise<void> {
    void this.follow();
    await Promise.race([this.first, wait(FIRST_TIME_WITHIN_MS, this.stopped.signal)]);
  }

  stop(): void {
    this.stopped.abort();
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      try {
        await this.listen();
      } catch (err) {
        if (!signal.aborted) this.source.log.warn({ err }, 'the development clock is away');
      }
      await wait(this.waitMs, signal);
      this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
    }
  }

  private async listen(): Promise<void> {
    const answer = await fetch(`${this.source.url}/clock/stream`, {
      headers: { accept: 'text/event-stream' },
      signal: this.stopped.signal,
    });
    if (!answer.ok || !answer.body) throw new Error(`the development clock answers ${answer.status}`);
    let text = '';
    for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
      const events = (text + piece).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) await this.hear(event);
    }
  }

  private async hear(event: string): Promise<void> {
    const data = event.split('\n').find((line) => line.startsWith('data:'));
    if (data === undefined) return;
    const { id, offsetMs } = ClockEvent.parse(JSON.parse(data.slice('data:'.length)));
    this.waitMs = FIRST_WAIT_MS;
    await this.clock.moveTo(offsetMs);
    this.heardFirst();
    await fetch(`${this.source.url}/clock/acks/${id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ subscriber: this.source.subscriber }),
      signal: this.stopped.signal,
    });
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    timer.unref();
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
