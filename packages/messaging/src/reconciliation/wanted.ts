import type { EntityManager, QueryRunner } from 'typeorm';
import { z } from 'zod';
import type { OpenedLetter } from '../envelope/envelope.js';
import { unframe } from '../envelope/frame.js';
import { type Address, OWN_LETTERS, parseAddress } from '../letter.js';
import type { Timing } from '../options.js';
import { epochOf, OWN_VERSION, type OwnLetter } from '../own-letters.js';
import { type Range, ranges, Ranges, sizeOf } from './ranges.js';

/** The type of the letter that asks for numbers of a stream once more. */
export const WANTED = `${OWN_LETTERS}wanted`;

/** Numbers of a stream that are to be sent again. */
export const Wanted = z.object({ numbers: Ranges });

/** So many letters are asked for, or sent again, at once. */
const AT_ONCE = 1000;
const STREAMS_AT_ONCE = 20;

/**
 * Streams whose gap is older than $1 and was not asked for lately, with the missing ranges up to where the gap was seen to
 * reach. Asked again after $3 ms, doubled each time up to $4 ms.
 */
const GAPS = `
select h.stream, h.sender, m.missing
from (select * from letters_heard
      where gap_since <= $1 and (asks = 0
        or asked_at <= $2::timestamptz - least($3::float8 * power(2, least(asks - 1, 30)), $4::float8) * interval '1 millisecond')
      order by gap_since limit ${STREAMS_AT_ONCE}) h
cross join lateral (
  select jsonb_agg(jsonb_build_array(before + 1, seq - 1) order by seq) as missing from (
    select before, seq from (
      select seq, lag(seq, 1, h.whole) over (order by seq) as before from (
        select seq from letters_inbox i where i.stream = h.stream and i.seq > h.whole and i.seq <= h.gap_to
        union select h.gap_to + 1) k) g
    where seq > before + 1 order by seq limit ${ranges}) first_gaps) m
where m.missing is not null`;

/** Letters that ask for what is missing in streams that come in. */
export async function wantedDue(
  runner: QueryRunner,
  { now, timing }: { now: Date; timing: Timing },
): Promise<OwnLetter[]> {
  const gaps: { stream: string; sender: string; missing: Range[] }[] = await runner.query(GAPS, [
    new Date(now.getTime() - timing.gapAfter),
    now,
    timing.resendFirst,
    timing.resendLast,
  ]);
  return gaps.flatMap(({ stream, sender, missing }) => {
    const to = parseAddress(sender);
    if (!to) return [];
    return {
      type: WANTED,
      to,
      subject: stream,
      payload: { numbers: upTo(AT_ONCE, missing) },
      sent: async (from: QueryRunner) => {
        await from.query('update letters_heard set asks = asks + 1, asked_at = $2 where stream = $1', [stream, now]);
      },
    };
  });
}

/**
 * Makes the letters that the reader asks for unsent again; those that were sent less than `after` ago are on their way.
 * Returns how many that is and how many of the numbers are not kept any more, or undefined if this is no such letter.
 */
export async function takeWanted(
  tx: EntityManager,
  letter: OpenedLetter,
  { me, now, after }: { me: Address; now: Date; after: number },
): Promise<{ again: number; gone: number } | undefined> {
  const epoch = epochOf(letter.subject, me, letter.from);
  const numbers = parsed(letter);
  if (epoch === undefined || !numbers) return undefined;
  const stream = [letter.from.bureau, letter.from.service, epoch];
  const asked = upTo(AT_ONCE, numbers);
  const rows: { position: string; seq: string; due: boolean }[] = await tx.query(
    `select o.position, o.seq, o.sent_at < $6 as due
     from unnest($4::bigint[], $5::bigint[]) as r (first, last) join letters_outbox o
       on o.to_bureau = $1 and o.to_service = $2 and o.epoch = $3 and o.seq between r.first and r.last
     order by o.position`,
    [...stream, asked.map(([first]) => first), asked.map(([, last]) => last), new Date(now.getTime() - after)],
  );
  const due = rows.filter((row) => row.due);
  if (due.length > 0) {
    await tx.query(
      `update letters_outbox set sent_at = null, outcome = null, cause = null, receipted_at = null, receipt_id = null
       where position = any ($1::bigint[])`,
      [due.map(({ position }) => position)],
    );
    await tx.query(
      `update letters_streams set receipted = least(receipted, $4::bigint - 1)
       where to_bureau = $1 and to_service = $2 and epoch = $3`,
      [...stream, Math.min(...due.map(({ seq }) => Number(seq)))],
    );
  }
  return { again: due.length, gone: sizeOf(asked) - rows.length };
}

/** The first of these numbers, no more than so many. */
function upTo(limit: number, all: readonly Range[]): Range[] {
  const kept: Range[] = [];
  let left = limit;
  for (const [first, last] of all) {
    if (left === 0) break;
    const end = Math.min(last, first + left - 1);
    kept.push([first, end]);
    left -= end - first + 1;
  }
  return kept;
}

function parsed({ version, content }: OpenedLetter): Range[] | undefined {
  if (version !== OWN_VERSION) return undefined;
  try {
    return Wanted.safeParse(unframe(content).payload).data?.numbers;
  } catch {
    return undefined;
  }
}
