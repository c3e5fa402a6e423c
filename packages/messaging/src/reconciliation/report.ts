import type { DataSource } from 'typeorm';
import { groupBy } from '../group-by.js';
import { ABSENT, type Counts } from './counts.js';
import { type Range, sizeOf } from './ranges.js';

/** One stream of letters to a peer: what was given a number here against what the peer has signed that it noted. */
export interface OutgoingSum {
  readonly epoch: number;
  /** Numbers given. */
  readonly sent: number;
  /** As the peer has counted. */
  readonly processed: number;
  readonly parked: number;
  readonly rejected: number;
  /** Neither counted by the peer nor receipted before it counted: on the way, or about to be sent again. */
  readonly underWay: number;
  /** The peer has so many numbers more of this stream: given before our database was restored, and forgotten with it. */
  readonly beforeRestore: number;
  /** The peer lacks what it once receipted, or what is not kept here any more; or it has numbers that were never given. */
  readonly unexplained: number;
}

/** One stream of letters from a peer: what the peer has signed that it sent against what is noted here. */
export interface IncomingSum {
  readonly epoch: number;
  /** Numbers given, as the peer has counted; at least the highest that is here. */
  readonly sent: number;
  readonly processed: number;
  readonly parked: number;
  readonly rejected: number;
  readonly underWay: number;
  /** Missing for longer than a minute. */
  readonly unexplained: number;
  /** The first of the missing numbers, as ranges. */
  readonly missing: readonly Range[];
  /** How often they were asked for. */
  readonly asks: number;
}

/** What the letters between this service and a peer add up to; all is well where nothing is unexplained. */
export interface PeerSum {
  /** `/bureau/990202/review` */
  readonly peer: string;
  /** When the peer counted, by its clock. */
  readonly countedAt: Date | null;
  readonly to: readonly OutgoingSum[];
  readonly from: readonly IncomingSum[];
  readonly unexplained: number;
}

interface OutgoingRow {
  readonly peer: string;
  readonly epoch: number;
  readonly sent: string;
  readonly counts: Counts | null;
  readonly current: number;
  readonly absent: string;
  readonly kept: string;
}

const PEERS = `
select peer, counts, counted_at from (
  select peer from letters_peers
  union select '/bureau/' || to_bureau || '/' || to_service from letters_streams
  union select sender from letters_heard) all_peers left join letters_peers using (peer)
where peer > $1 order by peer limit $2`;

/** Per stream: numbers given, those the peer says it has not, and those of them that are here and have no receipt from before it counted. */
const OUTGOING = `
with absent as (${ABSENT}),
sums as (
  select a.to_bureau, a.to_service, a.epoch, sum(a.last - a.first + 1) as absent,
    sum((select count(*) from letters_outbox o
         where o.to_bureau = a.to_bureau and o.to_service = a.to_service and o.epoch = a.epoch
           and o.seq between a.first and a.last and (o.receipted_at is null or o.receipted_at > a.counted_at))) as kept
  from absent a group by 1, 2, 3)
select '/bureau/' || s.to_bureau || '/' || s.to_service as peer, s.epoch, s.last_seq as sent, p.counts,
  (select epoch from letters_state) as current, coalesce(sums.absent, 0) as absent, coalesce(sums.kept, 0) as kept
from letters_streams s
left join sums using (to_bureau, to_service, epoch)
left join letters_peers p on p.peer = '/bureau/' || s.to_bureau || '/' || s.to_service
where '/bureau/' || s.to_bureau || '/' || s.to_service = any ($1::text[])
order by s.epoch`;

const INCOMING = `
with known as (
  select h.*, greatest(h.claimed, h.whole, case
    when exists (select from letters_heard n where n.sender = h.sender and n.epoch > h.epoch) then 0
    else (select max(seq) from letters_inbox i where i.stream = h.stream) end) as sent
  from letters_heard h where h.sender = any ($1::text[]))
select k.sender as peer, k.epoch, k.sent, k.asks, k.gap_since <= $2 as old,
  k.whole + (select count(distinct seq) from letters_inbox i where i.stream = k.stream and i.seq > k.whole and i.seq <= k.sent) as noted,
  (select count(*) from letters_inbox i where i.stream = k.stream and i.outcome = 'parked') as parked,
  (select count(*) from letters_inbox i where i.stream = k.stream and i.outcome = 'rejected') as rejected,
  coalesce(m.missing, '[]') as missing
from known k
left join lateral (
  select jsonb_agg(jsonb_build_array(before + 1, seq - 1) order by seq) as missing from (
    select before, seq from (
      select seq, lag(seq, 1, k.whole) over (order by seq) as before from (
        select seq from letters_inbox i where i.stream = k.stream and i.seq > k.whole and i.seq <= k.sent
        union select k.sent + 1) n) g
    where seq > before + 1 order by seq limit 10) few) m on true
order by k.epoch`;

interface IncomingRow {
  readonly peer: string;
  readonly epoch: number;
  readonly sent: string;
  readonly asks: number;
  readonly old: boolean | null;
  readonly noted: string;
  readonly parked: string;
  readonly rejected: string;
  readonly missing: Range[];
}

/** What the letters with each peer add up to, for up to `limit` peers after `after`. */
export async function reconcile(
  database: DataSource,
  { gapBefore, after, limit }: { gapBefore: Date; after: string; limit: number },
): Promise<PeerSum[]> {
  return database.transaction('REPEATABLE READ', async (tx) => {
    const peers: { peer: string; counted_at: Date | null }[] = await tx.query(PEERS, [after, limit]);
    const names = peers.map(({ peer }) => peer);
    const outgoing = groupBy((await tx.query(OUTGOING, [names])) as OutgoingRow[], ({ peer }) => peer);
    const incoming = groupBy((await tx.query(INCOMING, [names, gapBefore])) as IncomingRow[], ({ peer }) => peer);
    return peers.map(({ peer, counted_at: countedAt }) => {
      const to = (outgoing.get(peer) ?? []).map(outgoingSum);
      const from = (incoming.get(peer) ?? []).map(incomingSum);
      const unexplained = [...to, ...from].reduce((sum, stream) => sum + stream.unexplained, 0);
      return { peer, countedAt, to, from, unexplained };
    });
  });
}

function outgoingSum({ epoch, current, counts, ...row }: OutgoingRow): OutgoingSum {
  const [sent, absent, kept] = [Number(row.sent), Number(row.absent), Number(row.kept)];
  const counted = counts?.received.find((stream) => stream.epoch === epoch);
  const { last = 0, missing = [], parked = 0, rejected = 0 } = counted ?? {};
  // Not counted yet: all that was sent is under way.
  if (!counts)
    return { epoch, sent, processed: 0, parked: 0, rejected: 0, underWay: sent, beforeRestore: 0, unexplained: 0 };
  const beyond = last - sizeOf(missing) - (sent - absent);
  const closed = epoch < current;
  return {
    epoch,
    sent,
    processed: sent - absent - parked - rejected,
    parked,
    rejected,
    underWay: kept,
    beforeRestore: closed ? beyond : 0,
    unexplained: absent - kept + (closed ? 0 : beyond),
  };
}

function incomingSum({ epoch, asks, old, missing, ...row }: IncomingRow): IncomingSum {
  const [sent, noted, parked, rejected] = [row.sent, row.noted, row.parked, row.rejected].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const lacking = sent - noted;
  const processed = noted - parked - rejected;
  return {
    epoch,
    sent,
    processed,
    parked,
    rejected,
    underWay: old ? 0 : lacking,
    unexplained: old ? lacking : 0,
    missing,
    asks,
  };
}
