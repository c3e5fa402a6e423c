import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Outage } from '../program/outage.js';
import { Problem } from '../program/problem.js';
import type { Table } from '../program/table.js';
import { withTimeLimit } from '../program/time-limit.js';
import type { CreditBatch, CreditRecord, SigningKey } from './batch.js';

/** An intake that gets the batches: how far it is and what it answered last. */
export interface Subscriber {
  readonly url: string;
  readonly deliveredNumber: number;
  readonly lastStatus: number | null;
}

/** What the platform keeps. */
export interface CreditTables {
  readonly batches: Table<CreditBatch>;
  readonly records: Table<CreditRecord>;
  readonly subscribers: Table<Subscriber>;
}

const settleLimitMs = 2000;
const pushLimitMs = 5000;
const backOffMs = { first: 100, longest: 5000 };

/** Makes batches and pushes them to every subscriber, in order, until each one took them. */
export class CreditPlatform {
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly #feeds = new Map<string, AbortController>();

  constructor(
    private readonly tables: CreditTables,
    private readonly key: SigningKey,
    private readonly outage: Outage,
    private readonly stopping: AbortSignal,
    private readonly now: () => Date,
  ) {}

  /** Goes on where the last run stopped, with a heartbeat at a steady pace. */
  start(heartbeatMs: number): void {
    for (const { url } of this.tables.subscribers.values()) this.#feed(url);
    const timer = setInterval(() => void this.beat(), heartbeatMs);
    this.stopping.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  /** Tells the subscribers, if there are any, that the feed is alive, and waits for them as `settled` does. */
  async beat(): Promise<void> {
    if (this.tables.subscribers.size === 0) return;
    const { number } = await this.publish({});
    await this.settled(number);
  }

  /** Looks again at what there is to push. */
  wake(): void {
    this.#events.emit('wake');
  }

  /** A new batch for everyone; an older heartbeat has said its say and goes. */
  async publish(content: Partial<Pick<CreditBatch, 'additions' | 'withdrawals'>>): Promise<CreditBatch> {
    const latest = this.tables.batches.values().at(-1);
    const batch = {
      batchId: randomUUID(),
      number: (latest?.number ?? 0) + 1,
      issuedAt: this.now().toISOString(),
      additions: content.additions ?? [],
      withdrawals: content.withdrawals ?? [],
    };
    const stored = this.tables.batches.set(batch.batchId, batch);
    if (latest && isHeartbeat(latest)) await this.tables.batches.delete(latest.batchId);
    await stored;
    this.wake();
    return batch;
  }

  /** Subscribes an intake from the first batch on; subscribing again tells it everything again. */
  async subscribe(url: string): Promise<void> {
    await this.unsubscribe(url);
    await this.tables.subscribers.set(url, { url, deliveredNumber: 0, lastStatus: null });
    this.#feed(url);
  }

  async unsubscribe(url: string): Promise<void> {
    this.#feeds.get(url)?.abort();
    this.#feeds.delete(url);
    await this.tables.subscribers.delete(url);
  }

  /** How many subscribers took a batch and how many have yet to, after 2 s at most, at once when nothing is pushed. */
  async settled(number: number): Promise<{ delivered: number; waiting: number }> {
    const waiting = () => this.tables.subscribers.values().filter((one) => one.deliveredNumber < number).length;
    await withTimeLimit(settleLimitMs, this.stopping, async (limit) => {
      while (waiting() > 0 && !limit.aborted && !this.outage.isDown)
        await once(this.#events, 'pushed', { signal: limit }).catch(() => undefined);
    });
    return { delivered: this.tables.subscribers.size - waiting(), waiting: waiting() };
  }

  /** Pushes an old batch once more to everyone, out of order and without retry; 0 stands for no answer. */
  async replay(batchId: string): Promise<{ url: string; status: number }[]> {
    const batch = this.tables.batches.get(batchId);
    if (!batch) throw new Problem(404, 'BATCH_UNKNOWN', 'no such batch (a heartbeat goes when the next batch is made)');
    const body = await this.key.sign(batch);
    const urls = this.tables.subscribers.values().map(({ url }) => url);
    return Promise.all(urls.map(async (url) => ({ url, status: await this.#push(url, body, this.stopping) })));
  }

  #feed(url: string): void {
    const ended = new AbortController();
    this.#feeds.set(url, ended);
    void this.#run(url, AbortSignal.any([this.stopping, ended.signal])).catch((error: unknown) => {
      if (!this.stopping.aborted && !ended.signal.aborted) throw error;
    });
  }

  async #run(url: string, signal: AbortSignal): Promise<void> {
    let pause = backOffMs.first;
    while (!signal.aborted) {
      const subscriber = this.tables.subscribers.get(url);
      const batch = subscriber && this.#next(subscriber.deliveredNumber);
      if (!batch || this.outage.isDown) {
        await once(this.#events, 'wake', { signal });
        continue;
      }
      await this.outage.meet(signal);
      const status = await this.#push(url, await this.key.sign(batch), signal);
      signal.throwIfAborted();
      const taken = status >= 200 && status < 300;
      const deliveredNumber = taken ? batch.number : subscriber.deliveredNumber;
      await this.tables.subscribers.set(url, { url, deliveredNumber, lastStatus: status });
      this.#events.emit('pushed');
      if (!taken) await delay(pause, undefined, { signal });
      pause = taken ? backOffMs.first : Math.min(pause * 2, backOffMs.longest);
    }
  }

  #next(delivered: number): CreditBatch | undefined {
    const later = this.tables.batches.values().filter(({ number }) => number > delivered);
    return later.find((batch) => !isHeartbeat(batch)) ?? later.at(-1);
  }

  async #push(url: string, body: string, signal: AbortSignal): Promise<number> {
    try {
      return await withTimeLimit(pushLimitMs, signal, async (limit) => {
        const answer = await fetch(`${url}/api/v1/credit-batches`, {
          method: 'POST',
          headers: { 'content-type': 'application/jose' },
          body,
          signal: limit,
        });
        await answer.body?.cancel();
        return answer.status;
      });
    } catch {
      return 0;
    }
  }
}

function isHeartbeat(batch: CreditBatch): boolean {
  return batch.additions.length === 0 && batch.withdrawals.length === 0;
}
