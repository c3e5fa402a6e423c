import { type Envelope, NotAuthentic, type NotAuthenticReason, type OpenedLetter } from '../envelope/envelope.js';
import { unframe } from '../envelope/frame.js';
import type { IncomingRecord } from '../kafka.js';
import type { MessagingOptions } from '../options.js';
import {
  type Address,
  addressPath,
  OWN_LETTERS,
  type ParkCause,
  parseAddress,
  type ReceivedLetter,
  UnknownVersion,
} from '../letter.js';

/** An authentic letter: ready for its handler, or with the cause for which it is put aside. */
export interface IncomingLetter {
  readonly opened: OpenedLetter;
  readonly sender: string;
  readonly receivedAt: Date;
  readonly received?: ReceivedLetter;
  readonly park?: { readonly cause: ParkCause; readonly detail?: string | undefined };
}

/** A record that proves no sender. */
export interface StrayRecord {
  readonly record: IncomingRecord;
  readonly reason: NotAuthenticReason;
}

/** What a batch of records holds for this service. */
export interface Incoming {
  readonly letters: IncomingLetter[];
  /** Letters of messaging's own: receipts, counts, questions. */
  readonly own: OpenedLetter[];
  readonly strays: StrayRecord[];
}

/** What tells a letter of this service from one that is none. */
export type Reading = Pick<MessagingOptions, 'catalogue' | 'subject'>;

/** Opens the records of a batch; letters for the bureau's other services are skipped unopened. No record can make it fail. */
export async function openAll(
  records: readonly IncomingRecord[],
  envelope: Envelope,
  reading: Reading & { readonly rememberedSince?: Date },
  now: Date,
): Promise<Incoming> {
  const incoming: Incoming = { letters: [], own: [], strays: [] };
  for (const record of records) {
    if (forAnotherService(record, envelope.me)) continue;
    try {
      const opened = await envelope.open(record, now);
      if (opened.type.startsWith(OWN_LETTERS)) incoming.own.push(opened);
      else incoming.letters.push(notTooLate(readLetter(opened, reading, now), reading.rememberedSince));
    } catch (error) {
      incoming.strays.push({ record, reason: error instanceof NotAuthentic ? error.reason : 'unreadable' });
    }
  }
  return incoming;
}

/** A letter so old that the inbox may have forgotten it could have a second effect: a person decides. */
function notTooLate(letter: IncomingLetter, rememberedSince?: Date): IncomingLetter {
  const late = rememberedSince && letter.opened.time < rememberedSince && !letter.park;
  return late ? { ...letter, park: { cause: 'late' } } : letter;
}

/** Looks a letter up in the catalogue and lifts its payload to the current version. */
export function readLetter(
  opened: OpenedLetter,
  { catalogue, subject = /^/ }: Reading,
  receivedAt: Date,
): IncomingLetter {
  const incoming = { opened, sender: addressPath(opened.from), receivedAt };
  const { type, version, from, to } = opened;
  const letter = catalogue.find((known) => known.type === type);
  if (!letter) return { ...incoming, park: { cause: 'unknown-version', detail: 'unknown type' } };
  if (!letter.from.includes(from.service) || !letter.to.includes(to.service)) {
    return { ...incoming, park: { cause: 'not-yours', detail: 'the catalogue does not allow it' } };
  }
  if (!subject.test(opened.subject)) return { ...incoming, park: { cause: 'malformed', detail: 'the subject' } };
  try {
    const { payload, bytes } = unframe(opened.content);
    const received: ReceivedLetter = {
      id: opened.id,
      type,
      version,
      from,
      to,
      subject: opened.subject,
      time: opened.time,
      receivedAt,
      stream: opened.stream,
      seq: opened.seq,
      digest: opened.digest.toString('hex'),
      payload: letter.read(payload, version),
      ...(bytes ? { bytes } : {}),
      ...(opened.traceparent === undefined ? {} : { traceparent: opened.traceparent }),
    };
    return { ...incoming, received };
  } catch (error) {
    return { ...incoming, park: { cause: error instanceof UnknownVersion ? 'unknown-version' : 'malformed' } };
  }
}

/**
 * Letters in groups of one type for one call of a handler each. Letters about one subject keep their order; others may
 * move together.
 */
export function inGroups(letters: readonly ReceivedLetter[]): { type: string; letters: ReceivedLetter[] }[] {
  const groups: { type: string; letters: ReceivedLetter[] }[] = [];
  const lastGroup = new Map<string, number>();
  for (const letter of letters) {
    const from = lastGroup.get(letter.subject) ?? 0;
    let at = groups.findIndex((group, index) => index >= from && group.type === letter.type);
    if (at < 0) at = groups.push({ type: letter.type, letters: [] }) - 1;
    groups[at]?.letters.push(letter);
    lastGroup.set(letter.subject, at);
  }
  return groups;
}

function forAnotherService({ headers }: IncomingRecord, me: Address): boolean {
  const to = parseAddress(headers.y_to ?? '');
  return to !== undefined && to.bureau === me.bureau && to.service !== me.service;
}
