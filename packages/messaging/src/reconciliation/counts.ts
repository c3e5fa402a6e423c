import type { EntityManager, QueryRunner } from 'typeorm';
import { z } from 'zod';
import type { OpenedLetter } from '../envelope/envelope.js';
import { unframe } from '../envelope/frame.js';
import { streamOf } from '../envelope/headers.js';
import { groupBy } from '../group-by.js';
import { type Address, addressPath, OWN_LETTERS, parseAddress } from '../letter.js';
import { OWN_VERSION, type OwnLetter } from '../own-letters.js';
import { type Range, ranges, Ranges } from './ranges.js';

/** The type of the letter by which two services tell each other what they have sent and noted. */
export const COUNTED = `${OWN_LETTERS}counted`;

const epochs = 100;
const number = z.int().nonnegative();

/** What a service says of the streams between itself and the reader. */
export const Counts = z.object({
  /** Numbers given in its streams to the reader. */
  sent: z.array(z.object({ epoch: number, last: number })).max(epochs),
  /** What it has noted of the reader's streams: numbers 1 to `last` without the missing ones; `parked` and `rejected` are among them. */
  received: z
    .array(z.object({ epoch: number, last: number, missing: Ranges, parked: number, rejected: number }))
    .max(epochs),
});
export type Counts = z.infer<typeof Counts>;

interface SentRow {
  readonly peer: string;
  readonly epoch: number;
  readonly last: string;
}

interface HeardRow {
  readonly sender: string;
  readonly stream: string;
  readonly epoch: number;
  readonly last: string;
  readonly missing: Range[] | null;
  readonly parked: number;
  readonly rejected: number;
}

/** Numbers given per stream, newest epochs first. */
const SENT = `
select '/bureau/' || to_bureau || '/' || to_service as peer, epoch, last_seq as last
from letters_streams order by epoch desc`;

/**
 * What is noted per stream. Beyond the watermark only what stands behind a gap is looked at; of more than a hundred gaps
 * the first are told, and the count ends before the next one.
 */
const NOTED = `
with behind as (
  select h.stream, i.seq, lag(i.seq, 1, h.whole) over (partition by h.stream order by i.seq) as before
  from letters_heard h join letters_inbox i on i.stream = h.stream and i.seq > h.whole),
gaps as (
  select stream, before + 1 as first, seq - 1 as last, row_number() over (partition by stream order by seq) as nth
  from behind where seq > before + 1),
missing as (
  select stream, jsonb_agg(jsonb_build_array(first, last) order by first) filter (where nth <= ${ranges}) as missing,
         min(first - 1) filter (where nth > ${ranges}) as cut
  from gaps group by stream)
select h.sender, h.stream, h.epoch, m.missing,
  coalesce(m.cut, (select max(seq) from behind b where b.stream = h.stream), h.whole) as last,
  (select count(*)::int from letters_inbox i where i.stream = h.stream and i.outcome = 'parked') as parked,
  (select count(*)::int from letters_inbox i where i.stream = h.stream and i.outcome = 'rejected') as rejected
from letters_heard h left join missing m using (stream) order by h.epoch desc`;

/** What this service would tell each of its peers now. */
export async function countAll(runner: Pick<QueryRunner, 'query'>): Promise<Map<string, Counts>> {
  const sent = groupBy((await runner.query(SENT)) as SentRow[], ({ peer }) => peer);
  const heard = groupBy((await runner.query(NOTED)) as HeardRow[], ({ sender }) => sender);
  const peers = new Set([...sent.keys(), ...heard.keys()]);
  return new Map(
    [...peers].map((peer) => [
      peer,
      {
        sent: (sent.get(peer) ?? []).slice(0, epochs).map(({ epoch, last }) => ({ epoch, last: Number(last) })),
        received: (heard.get(peer) ?? []).slice(0, epochs).map(({ epoch, last, missing, parked, rejected }) => ({
          epoch,
          last: Number(last),
          missing: missing ?? [],
          parked,
          rejected,
        })),
      },
    ]),
  );
}

/** Letters of counts to the peers for whom something has changed since they were last told, or who have heard nothing since `idleSince`. */
export async function countsDue(
  runner: QueryRunner,
  { me, now, idleSince }: { me: Address; now: Date; idleSince: Date },
): Promise<OwnLetter[]> {
  const told: { peer: string; counts_sent: string | null; counts_sent_at: Date | null }[] = await runner.query(
    'select peer, counts_sent, counts_sent_at from letters_peers',
  );
  const before = new Map(told.map((row) => [row.peer, row]));
  const due: OwnLetter[] = [];
  for (const [peer, counts] of await countAll(runner)) {
    const to = parseAddress(peer);
    const text = JSON.stringify(counts);
    const last = before.get(peer);
    const fresh = last?.counts_sent === text && last.counts_sent_at !== null && last.counts_sent_at > idleSince;
    if (!to || fresh) continue;
    due.push({
      type: COUNTED,
      to,
      subject: streamOf(me, to, 0),
      payload: counts,
      sent: async (sender) => {
        await sender.query(
          `insert into letters_peers (peer, counts_sent, counts_sent_at) values ($1, $2, $3)
           on conflict (peer) do update set counts_sent = excluded.counts_sent, counts_sent_at = excluded.counts_sent_at`,
          [peer, text, now],
        );
      },
    });
  }
  return due;
}

/**
 * Notes what a peer has counted; counts older than those that came before change nothing. A peer that lacks what it has
 * receipted is told our own counts with the next round, so that it asks for the rest. Returns undefined if this is no letter of counts.
 */
export async function takeCounts(
  tx: EntityManager,
  letter: OpenedLetter,
  { me, now }: { me: Address; now: Date },
): Promise<true | undefined> {
  const counts = parsed(letter);
  if (!counts) return undefined;
  const peer = addressPath(letter.from);
  const [newer]: unknown[] = await tx.query(
    `insert into letters_peers as p (peer, heard_at, counts, counted_at, proof, content) values ($1, $2, $3, $4, $5, $6)
     on conflict (peer) do update set heard_at = excluded.heard_at, counts = excluded.counts,
       counted_at = excluded.counted_at, proof = excluded.proof, content = excluded.content
     where p.counted_at is null or p.counted_at < excluded.counted_at returning peer`,
    [peer, now, JSON.stringify(counts), letter.time, letter.proof, letter.content],
  );
  if (!newer) return true;
  await tx.query(
    `insert into letters_heard as h (stream, sender, epoch, claimed, claimed_at)
     select c.*, $5::timestamptz from unnest($1::text[], $2::text[], $3::integer[], $4::bigint[]) as c (stream, sender, epoch, claimed)
     where (select count(*) from letters_heard k where k.sender = c.sender) < ${epochs}
       or exists (select from letters_heard k where k.stream = c.stream)
     order by 1
     on conflict (stream) do update set claimed = excluded.claimed, claimed_at = excluded.claimed_at`,
    [
      counts.sent.map(({ epoch }) => streamOf(letter.from, me, epoch)),
      counts.sent.map(() => peer),
      counts.sent.map(({ epoch }) => epoch),
      counts.sent.map(({ last }) => last),
      letter.time,
    ],
  );
  if (await lacksReceipted(tx, letter.from)) {
    await tx.query('update letters_peers set counts_sent_at = null where peer = $1', [peer]);
  }
  return true;
}

/** Numbers of our streams that a peer says it has not, as a query over (to_bureau, to_service, epoch, first, last, counted_at); of both clocks the earlier time. */
export const ABSENT = `
select s.to_bureau, s.to_service, s.epoch, gap.first, gap.last, least(p.counted_at, p.heard_at) as counted_at
from letters_peers p
join letters_streams s on p.peer = '/bureau/' || s.to_bureau || '/' || s.to_service
left join lateral jsonb_array_elements(p.counts -> 'received') r on (r ->> 'epoch')::int = s.epoch
cross join lateral (
  select (m ->> 0)::bigint as first, least((m ->> 1)::bigint, s.last_seq) as last from jsonb_array_elements(r -> 'missing') m
  union all select coalesce((r ->> 'last')::bigint, 0) + 1, s.last_seq) gap
where p.counts is not null and gap.first <= gap.last`;

async function lacksReceipted(tx: EntityManager, { bureau, service }: Address): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `select from (${ABSENT}) a join letters_outbox o
       on o.to_bureau = a.to_bureau and o.to_service = a.to_service and o.epoch = a.epoch and o.seq between a.first and a.last
     where a.to_bureau = $1 and a.to_service = $2 and o.receipted_at <= a.counted_at limit 1`,
    [bureau, service],
  );
  return rows.length > 0;
}

function parsed({ version, content }: OpenedLetter): Counts | undefined {
  if (version !== OWN_VERSION) return undefined;
  try {
    return Counts.safeParse(unframe(content).payload).data;
  } catch {
    return undefined;
  }
}
