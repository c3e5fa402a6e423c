import { EventEmitter, once } from 'node:events';
import { Table } from '../program/table.js';
import { withTimeLimit } from '../program/time-limit.js';

/** A state of the clock: how far the stack's time is ahead of real time. */
export interface ClockEvent {
  readonly id: number;
  readonly offsetMs: number;
}

const ackLimitMs = 2000;

/** The one clock of a development stack: moved by hand, heard by every service. */
export class DevelopmentClock {
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly #listeners = new Set<(event: ClockEvent) => void>();
  readonly #acknowledged = new Set<string>();
  #afterMove: () => Promise<void> = () => Promise.resolve();
  #moving: Promise<unknown> = Promise.resolve();

  private constructor(private readonly table: Table<ClockEvent>) {}

  static async open(dataDir: string | undefined): Promise<DevelopmentClock> {
    return new DevelopmentClock(await Table.open<ClockEvent>(dataDir, 'clock'));
  }

  get current(): ClockEvent {
    return this.table.get('clock') ?? { id: 0, offsetMs: 0 };
  }

  readonly now = (): Date => new Date(Date.now() + this.current.offsetMs);

  /** Hears the current state at once and every later one, until the answer is called. */
  listen(hear: (event: ClockEvent) => void): () => void {
    this.#listeners.add(hear);
    hear(this.current);
    return () => {
      this.#listeners.delete(hear);
      this.#events.emit('acknowledged');
    };
  }

  /** Does this after each move, when the subscribers have followed; the move waits for it. */
  afterMove(call: () => Promise<void>): void {
    this.#afterMove = call;
  }

  /** Notes that a subscriber's time has followed; an old event's acknowledgement counts for nothing. */
  acknowledge(id: number, subscriber: string): void {
    if (id !== this.current.id) return;
    this.#acknowledged.add(subscriber);
    this.#events.emit('acknowledged');
  }

  /** Sets how far time is ahead, tells everyone and waits for them, 2 s at most; moves wait for one another. */
  async move(offset: (current: ClockEvent) => number, stopping: AbortSignal): Promise<{ missing: number }> {
    const moved = this.#moving.then(() => this.#move(offset, stopping));
    this.#moving = moved.catch(() => undefined);
    return moved;
  }

  async #move(offset: (current: ClockEvent) => number, stopping: AbortSignal): Promise<{ missing: number }> {
    const event = { id: this.current.id + 1, offsetMs: offset(this.current) };
    this.#acknowledged.clear();
    await this.table.set('clock', event);
    for (const hear of this.#listeners) hear(event);
    await withTimeLimit(ackLimitMs, stopping, async (limit) => {
      while (this.#missing > 0 && !limit.aborted)
        await once(this.#events, 'acknowledged', { signal: limit }).catch(() => undefined);
    });
    const missing = this.#missing;
    await this.#afterMove();
    return { missing };
  }

  get #missing(): number {
    return Math.max(0, this.#listeners.size - this.#acknowledged.size);
  }
}
