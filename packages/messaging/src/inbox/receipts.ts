import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { OpenedLetter } from '../envelope/envelope.js';
import { unframe } from '../envelope/frame.js';
import { type Address, addressPath, OWN_LETTERS, parseAddress } from '../letter.js';
import type { Timing } from '../options.js';
import { RECEIPTED, untilDueAgain } from '../outbox/outbox.sql.js';
import { epochOf, OWN_VERSION, type OwnLetter } from '../own-letters.js';

/** The type of the letter that carries receipts; neither numbered nor receipted, made again from the tables when lost. */
export const RECEIVED = `${OWN_LETTERS}received`;

/** How a cause is written: it stands in receipts that another bureau reads. */
export const causePattern = /^[A-Za-z_-]{1,100}$/;

/** What a receiver says of letters of one stream. */
export const Receipts = z.object({
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

/** Receipts for letters of one stream to their sender. */
export function receiptsFor(stream: string, letters: readonly UnreceiptedLetter[], now: Date): OwnLetter | undefined {
  const to = parseAddress(letters[0]?.sender ?? '');
  if (!to) return undefined;
  const payload = {
    letters: letters.map(({ seq, digest, outcome, cause }) => ({
      seq: Number(seq),
      digest,
      outcome,
      ...(cause === null ? {} : { cause }),
    })),
  };
  const columns = [letters.map((l) => l.sender), letters.map((l) => l.id), letters.map((l) => l.outcome)];
  return {
    type: RECEIVED,
    to,
    subject: stream,
    payload,
    sent: async (runner) => {
      await runner.query(RECEIPTED, [...columns, now]);
    },
  };
}

/**
 * Notes receipts on the letters they are for; one that was put aside is due again, since the receipt that settles it may be lost.
 * Returns how many were claimed and when those that fit a letter were sent, or undefined if this is no letter of receipts.
 */
export async function takeReceipts(
  tx: EntityManager,
  letter: OpenedLetter,
  { me, now, timing }: { me: Address; now: Date; timing: Timing },
): Promise<{ claimed: number; sentAt: Date[] } | undefined> {
  const epoch = epochOf(letter.subject, me, letter.from);
  const receipts = parsed(letter.content);
  if (epoch === undefined || !receipts || letter.version !== OWN_VERSION) return undefined;
  await tx.query(
    'insert into letters_receipts (id, sender, received_at, proof, content) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [letter.id, addressPath(letter.from), now, letter.proof, letter.content],
  );
  const [rows]: [{ sent_at: Date }[]] = await tx.query(
    `update letters_outbox o
     set outcome = r.outcome, cause = r.cause, receipted_at = coalesce(o.receipted_at, $5), receipt_id = $6,
         sent_at = coalesce(o.sent_at, $5), due_at = $5::timestamptz + case
           when r.outcome = 'parked' then ${untilDueAgain('$11', '$12')} else $7::float8 * interval '1 millisecond' end
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
      timing.keepReceipted,
      receipts.map(({ seq }) => seq),
      receipts.map(({ cause }) => cause ?? null),
      epoch,
      timing.resendFirst,
      timing.resendLast,
    ],
  );
  return { claimed: receipts.length, sentAt: rows.map((row) => row.sent_at) };
}

function parsed(content: Buffer) {
  try {
    return Receipts.safeParse(unframe(content).payload).data?.letters;
  } catch {
    return undefined;
  }
}
