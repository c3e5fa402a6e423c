import type { EntityManager } from 'typeorm';

/** A service of a bureau, as a letter's sender or reader. */
export interface Address {
  readonly bureau: string;
  readonly service: string;
}

/** A kind of letter as its owner defines it; messaging works with any catalogue of these. */
export interface LetterType<
  P = unknown,
  T extends string = string,
  F extends string = string,
  R extends string = string,
> {
  readonly type: T;
  readonly version: number;
  /** Services that may send it. */
  readonly from: readonly F[];
  /** Services that may read it. */
  readonly to: readonly R[];
  /** Lifts any known older version to the current one; throws on a malformed payload, UnknownVersion on an unknown one. */
  read(payload: unknown, version: number): P;
}

/** What a letter of this type says, in its current version. */
export type PayloadOf<L extends LetterType> = ReturnType<L['read']>;

/** A letter to be written into the outbox. */
export interface OutgoingLetter {
  readonly letter: LetterType;
  readonly to: Address;
  /** What the letter is about (an application's id): letters about one subject stay in order. */
  readonly subject: string;
  /** JSON values only. */
  readonly payload: unknown;
  /** Carried as they are, beside the payload; an empty array counts as none. */
  readonly bytes?: Uint8Array | undefined;
  readonly time: Date;
  /** A UUID; drawn when left out. */
  readonly id?: string | undefined;
  /** Its content was sealed by `sealContent` under this id and stays where `MessagingOptions.contents` finds it; payload and bytes here are not looked at. */
  readonly content?: string | undefined;
  readonly traceparent?: string | undefined;
}

/** A letter whose sender is proven and whose seal was whole. */
export interface ReceivedLetter<P = unknown> {
  readonly id: string;
  readonly type: string;
  /** The version it was written in; the payload is lifted to the current one. */
  readonly version: number;
  readonly from: Address;
  readonly to: Address;
  readonly subject: string;
  readonly time: Date;
  readonly receivedAt: Date;
  readonly stream: string;
  readonly seq: number;
  /** SHA-256 in hex over what makes it this letter; the receipt names it. */
  readonly digest: string;
  readonly payload: P;
  readonly bytes?: Uint8Array;
  readonly traceparent?: string;
}

/** The effect of letters of one type, in the transaction that notes them as seen. One letter is a batch of one. */
export interface LetterHandler<L extends LetterType> {
  handle: (letters: ReceivedLetter<PayloadOf<L>>[], tx: EntityManager) => Promise<void>;
}

type ReadableBy<L, S extends string> = L extends { readonly to: readonly (infer R)[] }
  ? S extends R
    ? L
    : never
  : never;

/** Exactly one handler class for every letter type that the service may read. */
export type HandlersOf<C extends readonly LetterType[], S extends string> = {
  readonly [L in ReadableBy<C[number], S> as L['type']]: new (...args: never[]) => LetterHandler<L>;
};

/**
 * Why an authentic letter was put aside. `waiting`: behind another of its thread; `early`: the letter that its sender wrote before
 * it about the same subject has not come; handled by itself when it has. A service may add causes of its own.
 */
export const parkCauses = [
  'not-yours',
  'malformed',
  'unknown-version',
  'refused',
  'fault',
  'waiting',
  'late',
  'early',
] as const;
export type ParkCause = (typeof parkCauses)[number] | (string & {});

/** Thrown by a handler: this authentic letter cannot be handled and is put aside. Neither text may be personal. */
export class ParkLetter extends Error {
  override readonly name = 'ParkLetter';
  constructor(
    override readonly cause: ParkCause,
    readonly detail?: string,
  ) {
    super(detail === undefined ? cause : `${cause}: ${detail}`);
  }
}

/** Thrown by LetterType.read for a version that this build does not know. */
export class UnknownVersion extends Error {
  override readonly name = 'UnknownVersion';
  constructor(type: string, version: number) {
    super(`no version ${version} of ${type} is known here`);
  }
}

/** The largest payload with its bytes that a letter may carry. */
export const MAX_LETTER_BYTES = 768 * 1024;

/** Thrown by Outbox.add: the letter would not pass through Kafka. */
export class LetterTooLarge extends Error {
  override readonly name = 'LetterTooLarge';
  constructor(type: string, size: number) {
    super(`a letter ${type} of ${size} bytes is over the limit of ${MAX_LETTER_BYTES}`);
  }
}

/** Thrown by Outbox.add: by the catalogue or the directory this letter cannot be sent. */
export class CannotSend extends Error {
  override readonly name = 'CannotSend';
}

/** The letters that messaging writes for itself. */
export const OWN_LETTERS = 'letters.';

/** `/bureau/990101/intake`: an address as it stands in headers. */
export function addressPath({ bureau, service }: Address): string {
  return `/bureau/${bureau}/${service}`;
}

/** The address in a header, or undefined if it is none. */
export function parseAddress(path: string): Address | undefined {
  const [, bureau, service] = /^\/bureau\/(\d{6})\/([a-z][a-z-]{0,31})$/.exec(path) ?? [];
  return bureau && service ? { bureau, service } : undefined;
}
