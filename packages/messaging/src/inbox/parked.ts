import type { EntityManager } from 'typeorm';
import { bytesArray } from '../bytes-array.js';
import type { OpenedLetter } from '../envelope/envelope.js';
import { frame, unframe } from '../envelope/frame.js';
import { epochIn } from '../envelope/headers.js';
import type { ParkCause } from '../letter.js';
import type { AtRest } from '../options.js';
import type { IncomingLetter } from './incoming.js';

/** A letter that was put aside, without what it says. */
export interface ParkedLetter {
  /** Its place among the parked ones. */
  readonly position: string;
  /** What names it here; ids of letters are only unique for one sender. */
  readonly ticket: string;
  readonly id: string;
  readonly sender: string;
  readonly type: string;
  readonly version: number;
  readonly subject: string;
  readonly cause: ParkCause;
  readonly detail: string | null;
  readonly parked_at: Date;
  /** How often it was handed to its handler and failed. */
  readonly tries: number;
}

/** The columns of ParkedLetter. */
export const parkedColumns = 'position, ticket, id, sender, type, version, subject, cause, detail, parked_at, tries';

/** Letters of one sender about one subject: only those wait for each other, so that nobody can hold up another's. */
export function threadOf({ sender, opened }: Pick<IncomingLetter, 'sender' | 'opened'>): string {
  return `${sender} ${opened.subject}`;
}

/** A letter's place among those of its sender. */
export interface Place {
  readonly epoch: number;
  readonly seq: number;
}

/** The place of a letter. */
export function placeOf({ opened: { stream, seq } }: Pick<IncomingLetter, 'opened'>): Place {
  return { epoch: epochIn(stream), seq };
}

/** Whether a place comes before another. */
export function isBefore(a: Place, b: Place): boolean {
  return a.epoch === b.epoch ? a.seq < b.seq : a.epoch < b.epoch;
}

/** What decides whether letters can be handled now. */
export interface Before {
  /** The first parked letter of each of their threads that has one. */
  readonly heads: Map<string, Place>;
  /** Those of the letters they come after that are noted here, as `sender id`. */
  readonly noted: Set<string>;
}

/** Looks at once what stands before these letters: parked ones of their threads, and the letters after which they come. */
export async function whatIsBefore(tx: EntityManager, letters: readonly IncomingLetter[]): Promise<Before> {
  const named = letters.filter(({ opened }) => opened.after !== undefined);
  const rows: ({ sender: string; subject: string; epoch: number; seq: string } & { id: string | null })[] =
    await tx.query(
      `select t.sender, t.subject, h.epoch, h.seq, null::uuid as id
       from (select distinct * from unnest($1::text[], $2::text[]) as l (sender, subject)) t
       cross join lateral (select epoch, seq from letters_parked p
         where p.sender = t.sender and p.subject = t.subject order by epoch, seq limit 1) h
       union all
       select b.sender, null, null, null, b.id from unnest($3::text[], $4::uuid[]) as b (sender, id)
       where (select true from letters_inbox i where i.sender = b.sender and i.id = b.id)`,
      [
        letters.map(({ sender }) => sender),
        letters.map(({ opened }) => opened.subject),
        named.map(({ sender }) => sender),
        named.map(({ opened }) => opened.after),
      ],
    );
  const heads = rows.filter(({ id }) => id === null);
  return {
    heads: new Map(heads.map(({ sender, subject, epoch, seq }) => [`${sender} ${subject}`, { epoch, seq: +seq }])),
    noted: new Set(rows.flatMap(({ sender, id }) => (id === null ? [] : `${sender} ${id}`))),
  };
}

/** Keeps threads from being replayed while a letter is put behind them, and the other way round. */
export async function lockParked(tx: EntityManager, threads: readonly string[]): Promise<void> {
  for (const thread of threads.toSorted()) {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('letters_parked ' || $1, 0))", [thread]);
  }
}

/** Puts letters aside, sealed. */
export async function parkLetters(
  tx: EntityManager,
  letters: readonly IncomingLetter[],
  atRest: AtRest,
): Promise<void> {
  const column = (of: (letter: IncomingLetter) => unknown) => letters.map(of);
  const sealed = letters.map((letter) =>
    atRest.seal(keep(letter.opened, letter.receivedAt), parkedContext(letter.sender, letter.opened.id)),
  );
  await tx.query(
    `with parked as (
       insert into letters_parked (sender, id, type, version, subject, epoch, seq, after, cause, detail, parked_at, sealed)
       select * from unnest($1::text[], $2::uuid[], $3::text[], $4::integer[], $5::text[], $6::integer[], $7::bigint[],
         $8::uuid[], $9::text[], $10::text[], $11::timestamptz[], $12::bytea[])
       returning sender, id, cause)
     update letters_inbox i set outcome = 'parked', cause = p.cause
     from parked p where i.sender = p.sender and i.id = p.id`,
    [
      column(({ sender }) => sender),
      column(({ opened }) => opened.id),
      column(({ opened }) => opened.type),
      column(({ opened }) => opened.version),
      column(({ opened }) => opened.subject),
      column((letter) => placeOf(letter).epoch),
      column(({ opened }) => opened.seq),
      column(({ opened }) => opened.after ?? null),
      column(({ park }) => park?.cause ?? 'waiting'),
      column(({ park }) => park?.detail ?? null),
      column(({ receivedAt }) => receivedAt),
      bytesArray(sealed),
    ],
  );
}

/** A parked letter as it came. */
export function openParked(
  row: { readonly sender: string; readonly id: string; readonly sealed: Buffer },
  atRest: AtRest,
): { opened: OpenedLetter; receivedAt: Date } {
  const { payload, bytes } = unframe(atRest.open(row.sealed, parkedContext(row.sender, row.id)));
  const kept = payload as Kept;
  const opened = {
    ...kept,
    time: new Date(kept.time),
    digest: Buffer.from(kept.digest, 'hex'),
    proof: Buffer.from(kept.proof, 'hex'),
    content: Buffer.from(bytes ?? []),
  };
  return { opened, receivedAt: new Date(kept.receivedAt) };
}

type Kept = Omit<OpenedLetter, 'time' | 'digest' | 'proof' | 'content'> &
  Record<'time' | 'digest' | 'proof' | 'receivedAt', string>;

function keep({ content, digest, proof, time, ...cover }: OpenedLetter, receivedAt: Date): Buffer {
  const kept: Kept = {
    ...cover,
    time: time.toISOString(),
    digest: digest.toString('hex'),
    proof: proof.toString('hex'),
    receivedAt: receivedAt.toISOString(),
  };
  return frame(kept, content);
}

function parkedContext(sender: string, id: string): string {
  return `letters_parked.sealed.${sender}.${id}`;
}
