import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Envelope, OpenedLetter } from '../envelope/envelope.js';
import { frame, unframe } from '../envelope/frame.js';
import { streamOf } from '../envelope/headers.js';
import { addressPath, OWN_LETTERS, type Address } from '../letter.js';
import { uuidv7 } from '../outbox/uuid.js';

/** The type of the letter that carries receipts; neither numbered nor receipted, made again from the tables when lost. */
export const RECEIVED = `${OWN_LETTERS}received`;

/** How a cause is written: it stands in receipts that another bureau reads. */
export const causePattern = /^[A-Za-z_-]{1,100}$/;

const VERSION = 1;

/** What a receiver says of letters of one stream. */
const Receipts = z.object({
  letters: z
    .array(
      z.object({
        seq: z.int().positive(),
        digest: z.string().regex(/^[0-9a-f]{64}$/),
        outcome: z.enum(['processed', 'parked', 'rejected']),
        cause: z.string().regex(causePattern).optional(),
      }),
    )
    .max(1000),
});

/** A letter whose receipt is still to be written. */
export interface UnreceiptedLetter {
  readonly sender: string;
  readonly id: string;
  readonly stream: string;
  readonly seq: string;
  readonly digest: string;
  readonly outcome: string;
  readonly cause: string | null;
}

/** Receipts for letters of one stream as a sealed and signed letter to their sender. */
export async function writeReceipts(
  envelope: Envelope,
  { to, stream, letters, now }: { to: Address; stream: string; letters: readonly UnreceiptedLetter[]; now: Date },
) {
  const payload = {
    letters: letters.map(({ seq, digest, outcome, cause }) => ({
      seq: Number(seq),
      digest,
      outcome,
      ...(cause === null ? {} : { cause }),
    })),
  };
  const cover = { id: uuidv7(), type: RECEIVED, version: VERSION, to, subject: stream, time: now, seq: 0 };
  return envelope.seal({ ...cover, stream: streamOf(envelope.me, to, 0) }, frame(payload), now);
}

/** Notes receipts on the letters they are for. Returns how many were claimed and how many of them fit a letter, or undefined if this is no letter of receipts. */
export async function takeReceipts(
  tx: EntityManager,
  letter: OpenedLetter,
  { me, now, keep }: { me: Address; now: Date; keep: number },
): Promise<{ claimed: number; sentAt: Date[] } | undefined> {
  const epoch = epochOf(letter.subject, streamOf(me, letter.from, 0).slice(0, -1));
  const receipts = parsed(letter.content);
  if (epoch === undefined || !receipts || letter.type !== RECEIVED || letter.version !== VERSION) return undefined;
  await tx.query(
    'insert into letters_receipts (id, sender, received_at, proof, content) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [letter.id, addressPath(letter.from), now, letter.proof, letter.content],
  );
  const [rows]: [{ sent_at: Date }[]] = await tx.query(
    `update letters_outbox o
     set outcome = r.outcome, cause = r.cause, receipted_at = coalesce(o.receipted_at, $5), receipt_id = $6,
         sent_at = coalesce(o.sent_at, $5), due_at = $5::timestamptz + $7::float8 * interval '1 millisecond'
     from unnest($8::bigint[], $1::text[], $2::text[], $9::text[]) as r (seq, digest, outcome, cause)
     where o.to_bureau = $3 and o.to_service = $4 and o.epoch = $10 and o.seq = r.seq
       and o.digest = decode(r.digest, 'hex')
     returning o.sent_at`,
    [
      receipts.map(({ digest }) => digest),
      receipts.map(({ outcome }) => outcome),
      letter.from.bureau,
      letter.from.service,
      now,
      letter.id,
      keep,
      receipts.map(({ seq }) => seq),
      receipts.map(({ cause }) => cause ?? null),
      epoch,
    ],
  );
  return { claimed: receipts.length, sentAt: rows.map((row) => row.sent_at) };
}

function epochOf(stream: string, prefix: string): number | undefined {
  const epoch = stream.startsWith(prefix) ? stream.slice(prefix.length) : '';
  return /^\d{1,9}$/.test(epoch) ? Number(epoch) : undefined;
}

function parsed(content: Buffer) {
  try {
    return Receipts.safeParse(unframe(content).payload).data?.letters;
  } catch {
    return undefined;
  }
}
