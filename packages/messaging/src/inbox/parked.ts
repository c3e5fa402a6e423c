import type { EntityManager } from 'typeorm';
import type { OpenedLetter } from '../envelope/envelope.js';
import { frame, unframe } from '../envelope/frame.js';
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

/** The threads of these letters that have a parked one. */
export async function parkedAmong(tx: EntityManager, letters: readonly IncomingLetter[]): Promise<Set<string>> {
  const rows: { sender: string; subject: string }[] = await tx.query(
    `select distinct p.sender, p.subject from letters_parked p
     join unnest($1::text[], $2::text[]) as l (sender, subject) on p.sender = l.sender and p.subject = l.subject`,
    [letters.map(({ sender }) => sender), letters.map(({ opened }) => opened.subject)],
  );
  return new Set(rows.map(({ sender, subject }) => `${sender} ${subject}`));
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
  for (const { opened, sender, receivedAt, park } of letters) {
    const cause = park?.cause ?? 'waiting';
    const detail = park?.detail ?? null;
    await tx.query(
      `insert into letters_parked (sender, id, type, version, subject, cause, detail, parked_at, sealed)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        sender,
        opened.id,
        opened.type,
        opened.version,
        opened.subject,
        cause,
        detail,
        receivedAt,
        atRest.seal(keep(opened, receivedAt), parkedContext(sender, opened.id)),
      ],
    );
    await tx.query("update letters_inbox set outcome = 'parked', cause = $3 where sender = $1 and id = $2", [
      sender,
      opened.id,
      cause,
    ]);
  }
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
