import type { DataSource } from 'typeorm';
import type { LetterHandler, LetterType } from './letter.js';
import type { MessagingOptions } from './options.js';
import type { Outbox } from './outbox/outbox.js';

/** How messaging is doing, for /health/ready. */
export interface MessagingStatus {
  readonly kafka: 'up' | 'down';
  readonly outbox: { readonly unsent: number; readonly oldestSeconds: number };
  readonly parked: number;
  readonly directory: 'fresh' | 'stale';
}

/** The relay and the inbox of one service. */
export class Messaging {
  constructor(
    readonly database: DataSource,
    readonly options: MessagingOptions,
    readonly outbox: Outbox,
    readonly handlers: () => ReadonlyMap<string, LetterHandler<LetterType>>,
  ) {}

  /** Starts relay and inbox in the background; waits neither for Kafka nor for the database. */
  start(): void {}

  /** Finishes what is held and leaves the group. */
  async stop(): Promise<void> {}

  status(): MessagingStatus {
    return { kafka: 'down', outbox: { unsent: 0, oldestSeconds: 0 }, parked: 0, directory: 'fresh' };
  }
}
