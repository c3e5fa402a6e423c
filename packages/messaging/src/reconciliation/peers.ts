import type { DataSource } from 'typeorm';

/** How the letters with a peer stand. */
export interface PeerState {
  /** `/bureau/990202/review` */
  readonly peer: string;
  readonly to: {
    /** The newest stream and the last number given in it; none before the first letter was sent. */
    readonly epoch: number | null;
    readonly last: number;
    /** Counted up to 100000. */
    readonly unsent: number;
    readonly oldestUnsentAt: Date | null;
    /** Sent, and no receipt yet. */
    readonly underWay: number;
    readonly oldestUnderWayAt: Date | null;
  };
  readonly from: {
    readonly epoch: number | null;
    /** The last number that came. */
    readonly last: number;
    /** Numbers that the peer says it gave and that are not here. */
    readonly missing: number;
    readonly lastAt: Date | null;
  };
  /** When a letter or counts last came. */
  readonly heardAt: Date | null;
  /** Not heard for longer than `silentAfter`. */
  readonly silent: boolean;
}

const COUNTED_UP_TO = 100_000;

const PEERS = `
with page as (
  select peer from (
    select peer from letters_peers
    union select '/bureau/' || to_bureau || '/' || to_service from letters_streams
    union select '/bureau/' || to_bureau || '/' || to_service from (
      select to_bureau, to_service from letters_outbox where sent_at is null and not held order by position limit ${COUNTED_UP_TO}) u
    union select sender from letters_heard) every_peer
  where peer > $1 order by peer limit $2),
waiting as (
  select '/bureau/' || to_bureau || '/' || to_service as peer, count(*)::int as unsent, min(time) as oldest from (
    (select to_bureau, to_service, time from letters_outbox where sent_at is null and not held order by position limit ${COUNTED_UP_TO})
    union all (select to_bureau, to_service, time from letters_outbox where held limit ${COUNTED_UP_TO})) u group by 1),
given as (
  select '/bureau/' || s.to_bureau || '/' || s.to_service as peer, max(s.epoch) as epoch,
    (array_agg(s.last_seq order by s.epoch desc))[1] as last, sum(w.letters)::int as under_way, min(w.oldest) as oldest
  from letters_streams s cross join lateral (
    select count(*) as letters, min(sent_at) as oldest from letters_outbox o
    where o.to_bureau = s.to_bureau and o.to_service = s.to_service and o.epoch = s.epoch
      and o.seq > s.receipted and o.receipted_at is null and o.sent_at is not null) w
  group by 1),
heard as (
  select h.sender as peer, max(h.epoch) as epoch, (array_agg(n.seq order by h.epoch desc))[1] as last, max(n.received_at) as last_at,
    sum(greatest(h.claimed - h.whole, 0) - (select count(distinct i.seq) from letters_inbox i
      where i.stream = h.stream and i.seq > h.whole and i.seq <= h.claimed))::int as missing
  from letters_heard h left join lateral (
    select seq, received_at from letters_inbox i where i.stream = h.stream order by seq desc limit 1) n on true
  group by 1)
select page.peer, given.epoch as to_epoch, given.last as to_last, waiting.unsent, waiting.oldest as oldest_unsent,
  given.under_way, given.oldest as oldest_under_way, heard.epoch as from_epoch, heard.last as from_last, heard.missing,
  heard.last_at, greatest(heard.last_at, p.heard_at) as heard_at
from page left join letters_peers p using (peer) left join waiting using (peer) left join given using (peer) left join heard using (peer)
order by page.peer`;

interface PeerRow {
  readonly peer: string;
  readonly to_epoch: number | null;
  readonly to_last: string | null;
  readonly unsent: number | null;
  readonly oldest_unsent: Date | null;
  readonly under_way: number | null;
  readonly oldest_under_way: Date | null;
  readonly from_epoch: number | null;
  readonly from_last: string | null;
  readonly missing: number | null;
  readonly last_at: Date | null;
  readonly heard_at: Date | null;
}

/** The peers after one, in the order of their paths. */
export async function readPeers(
  database: DataSource,
  silentBefore: Date,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<PeerState[]> {
  const rows: PeerRow[] = await database.query(PEERS, [after, limit]);
  return rows.map((row) => ({
    peer: row.peer,
    to: {
      epoch: row.to_epoch,
      last: Number(row.to_last ?? 0),
      unsent: row.unsent ?? 0,
      oldestUnsentAt: row.oldest_unsent,
      underWay: row.under_way ?? 0,
      oldestUnderWayAt: row.oldest_under_way,
    },
    from: { epoch: row.from_epoch, last: Number(row.from_last ?? 0), missing: row.missing ?? 0, lastAt: row.last_at },
    heardAt: row.heard_at,
    silent: row.heard_at === null || row.heard_at < silentBefore,
  }));
}
