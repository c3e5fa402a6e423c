import type { Socket } from 'node:net';
import type { Registry } from 'prom-client';
import type { Directory } from './directory/directory.js';
import type { ServiceKeys } from './directory/service-keys.js';
import type { LetterType } from './letter.js';

/** Encryption at rest, given by the service; `context` binds the value to its row and column. */
export interface AtRest {
  seal(plain: Uint8Array, context: string): Buffer;
  open(sealed: Uint8Array, context: string): Buffer;
}

/** A log that takes an object of ids and a sentence (pino's shape). */
export interface Log {
  info(about: object, message: string): void;
  warn(about: object, message: string): void;
  error(about: object, message: string): void;
}

/** A log that nobody reads. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** How to reach Kafka. */
export interface KafkaAccess {
  readonly brokers: string[];
  readonly username: string;
  readonly password: string;
  readonly ssl?: { readonly ca: string } | undefined;
  /** Opens a connection in place of the usual one, so that a test can disturb it. */
  readonly open?: ((to: { host: string; port: number }, connected: () => void) => Socket) | undefined;
}

/** Every waiting time and size that messaging works with; milliseconds unless named otherwise. */
export interface Timing {
  readonly pollMin: number;
  readonly pollMax: number;
  /** After a fault of the surroundings: first wait, doubled up to the last. */
  readonly retryFirst: number;
  readonly retryLast: number;
  /** A reader that cannot be sent to (no key, no topic) is tried again after this. */
  readonly holdReader: number;
  readonly batchLetters: number;
  readonly batchBytes: number;
  readonly receiptsEvery: number;
  /** Sent again when no receipt came in this time, doubled each time up to the last. */
  readonly resendFirst: number;
  readonly resendLast: number;
  /** Kept this long after the receipt. */
  readonly keepReceipted: number;
  /** A new letter dated before so long is put aside. The inbox remembers one by `keepReceipted` longer after it last came, as receipts are: so long may a letter name the one before it. */
  readonly keepNotes: number;
  readonly handlerTries: number;
  readonly quarantineRows: number;
  /** A consumer that fetched nothing, not even an empty answer, for this long is replaced. */
  readonly watchdog: number;
  readonly stopWithin: number;
  /** How often letters without a receipt are looked for, and old ones removed. */
  readonly housekeepingEvery: number;
  /** A number that is missing for so long is asked for again. */
  readonly gapAfter: number;
  /** How often peers are told what is counted, if anything has changed, */
  readonly countEvery: number;
  /** and if nothing has. */
  readonly countIdle: number;
  /** A peer that was not heard for so long is called silent. */
  readonly silentAfter: number;
  /** How often a standby looks whether it may become the active relay. */
  readonly standbyEvery: number;
}

const second = 1000;
const hour = 3600 * second;

/** The waiting times of production. */
export const defaultTiming: Timing = {
  pollMin: 10,
  pollMax: 250,
  retryFirst: 200,
  retryLast: 3 * second,
  holdReader: 10 * second,
  batchLetters: 500,
  batchBytes: 1024 * 1024,
  receiptsEvery: 500,
  resendFirst: 120 * second,
  resendLast: 6 * hour,
  keepReceipted: 30 * 24 * hour,
  keepNotes: 180 * 24 * hour,
  handlerTries: 3,
  quarantineRows: 1000,
  watchdog: 20 * second,
  stopWithin: 4 * second,
  housekeepingEvery: 5 * second,
  gapAfter: 60 * second,
  countEvery: 60 * second,
  countIdle: 6 * hour,
  silentAfter: 24 * hour,
  standbyEvery: second,
};

/** All that messaging is given by the service that uses it. */
export interface MessagingOptions {
  readonly bureau: string;
  readonly service: string;
  readonly kafka: KafkaAccess;
  readonly keys: ServiceKeys;
  readonly directory: Directory;
  readonly atRest: AtRest;
  readonly catalogue: readonly LetterType[];
  /** What a letter's subject looks like, so that the service's tables can hold it; left out: any printable text. */
  readonly subject?: RegExp | undefined;
  readonly clock: { now(): Date };
  /** The code of a domain refusal; undefined: it is none. */
  refusal(error: unknown): string | undefined;
  readonly registry: Registry;
  readonly log: Log;
  /** A query of (id, sealed) over the contents that the service sealed ahead and keeps as long as their letters. */
  readonly contents?: string | undefined;
  /** Whether so much that is more urgent than letters is at work in this process that the relay takes only a quarter of the time. */
  busy?(): boolean;
  readonly timing?: Partial<Timing> | undefined;
  /** Called when a consumer, replaced, stands as still as the one before it: the process is of no more use here. */
  giveUp?(): void;
  /** Called at named points of the work, so that a fault run can stop the process there. */
  reached?(point: CrashPoint): void;
}

/** Where a crash is told apart from one a moment later. */
export type CrashPoint = 'relay.numbered' | 'relay.sent' | 'relay.marked' | 'inbox.applied' | 'inbox.committed';
