import type { QueryRunner } from 'typeorm';
import type { Envelope } from './envelope/envelope.js';
import { frame } from './envelope/frame.js';
import { streamOf } from './envelope/headers.js';
import type { Address } from './letter.js';
import { uuidv7 } from './outbox/uuid.js';

/** The one version of messaging's own letters that this build writes and reads. */
export const OWN_VERSION = 1;

/** A letter that messaging writes for itself: neither numbered nor receipted, made again from the tables when lost. */
export interface OwnLetter {
  readonly type: string;
  readonly to: Address;
  /** The stream that it is about; also its key on Kafka. */
  readonly subject: string;
  readonly payload: unknown;
  /** Notes that Kafka has it. */
  sent(runner: QueryRunner): Promise<void>;
}

/** An own letter, signed and sealed. */
export async function sealOwn(envelope: Envelope, { type, to, subject, payload }: OwnLetter, now: Date) {
  const cover = { id: uuidv7(), type, version: OWN_VERSION, to, subject, time: now, seq: 0 };
  return envelope.seal({ ...cover, stream: streamOf(envelope.me, to, 0) }, frame(payload), now);
}

/** The epoch of a stream whose name begins so, or undefined if it is another's. */
export function epochOf(stream: string, from: Address, to: Address): number | undefined {
  const prefix = streamOf(from, to, 0).slice(0, -1);
  const epoch = stream.startsWith(prefix) ? stream.slice(prefix.length) : '';
  return /^\d{1,9}$/.test(epoch) ? Number(epoch) : undefined;
}
