import type { QueryRunner } from 'typeorm';

/** Raises what is receipted without a gap in each stream that goes out; run by the relay, which numbers on the same connection. */
const RAISE_RECEIPTED = `
update letters_streams s set receipted = n.receipted
from (select to_bureau, to_service, epoch, coalesce((
        select o.seq - 1 from letters_outbox o
        where o.to_bureau = t.to_bureau and o.to_service = t.to_service and o.epoch = t.epoch
          and o.seq > t.receipted and o.receipted_at is null order by o.seq limit 1), t.last_seq) as receipted
      from letters_streams t where t.receipted < t.last_seq) n
where s.to_bureau = n.to_bureau and s.to_service = n.to_service and s.epoch = n.epoch and s.receipted < n.receipted`;

/** Looked at beyond a watermark in one step. */
const STEP = 5000;

/**
 * Raises what is noted without a gap in each stream that comes in, and notes at $1 since when a gap stands. In a stream that its
 * sender has left for a newer epoch only what the sender says of it counts: after a restore it may know of fewer numbers.
 */
const RAISE_WHOLE = `
with seen as (
  select h.stream, h.whole as before,
    coalesce((
      select max(seq) from (
        select seq, row_number() over (order by seq) as nth from (
          select distinct seq from letters_inbox i where i.stream = h.stream and i.seq > h.whole order by seq limit ${STEP}) d) r
      where r.seq = h.whole + r.nth), h.whole) as whole,
    greatest(h.claimed, case
      when exists (select from letters_heard n where n.sender = h.sender and n.epoch > h.epoch) then 0
      else (select max(seq) from letters_inbox i where i.stream = h.stream) end) as known
  from letters_heard h)
update letters_heard h set
  whole = s.whole,
  gap_since = case when s.whole >= s.known then null when s.whole > s.before then $1 else coalesce(h.gap_since, $1) end,
  gap_to = case when s.whole >= s.known then null when s.whole > s.before or h.gap_since is null then s.known else h.gap_to end,
  asks = case when s.whole > s.before then 0 else h.asks end
from seen s
where s.stream = h.stream and (s.whole > s.before or (s.whole < s.known) <> (h.gap_since is not null))`;

/** Brings the watermarks of both directions to where the tables are. */
export async function raiseWatermarks(runner: QueryRunner, now: Date): Promise<void> {
  await runner.query(RAISE_RECEIPTED);
  await runner.query(RAISE_WHOLE, [now]);
}
