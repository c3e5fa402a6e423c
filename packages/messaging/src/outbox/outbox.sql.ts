/**
 * What is unsent, in order: at most $1 letters and $2 bytes, without those that are on their way ($3). `contents` is a query of (id, sealed) over what was sealed ahead. `after` is the
 * letter before it about the same subject to the same reader, if it is still kept: one lookup in an index, however long the history.
 */
export const take = (contents = 'select null::uuid as id, null::bytea as sealed'): string => `
with taken as materialized (
  select * from (
    select o.*, row_number() over (order by position) as nth,
           sum(octet_length(sealed)) over (order by position) as bytes
    from (select position, id, type, version, to_bureau, to_service, subject, time, traceparent, content, epoch, seq,
            coalesce(sealed, (select ahead.sealed from (${contents}) as ahead where ahead.id = content)) as sealed
          from letters_outbox where sent_at is null and not held and position <> all ($3::bigint[]) order by position limit $1) o) x
  where bytes <= $2 or nth = 1)
select t.position, t.id, t.type, t.version, t.to_bureau, t.to_service, t.subject, t.time, t.traceparent, t.content, t.sealed,
       coalesce(t.epoch, now.epoch) as epoch, t.seq, coalesce(s.last_seq, 0) as last,
       (select p.id from letters_outbox p
        where p.subject = t.subject and p.to_bureau = t.to_bureau and p.to_service = t.to_service and p.position < t.position
        order by p.position desc limit 1) as after
from taken t cross join letters_state now
left join letters_streams s on s.to_bureau = t.to_bureau and s.to_service = t.to_service and s.epoch = now.epoch
order by t.position`;

/**
 * Gives letters ($2 positions) their numbers ($3) in epoch $1 and raises their streams ($4 bureaus, $5 services) to the last one ($6), to be
 * committed before any of them is sent. The numbers stand in one row until MARK writes them to the letters themselves.
 */
export const NUMBER = `
with raised as (
  insert into letters_streams (to_bureau, to_service, epoch, last_seq)
  select r.to_bureau, r.to_service, $1, r.last from unnest($4::text[], $5::text[], $6::bigint[]) as r (to_bureau, to_service, last)
  on conflict (to_bureau, to_service, epoch) do update set last_seq = excluded.last_seq)
update letters_state set numbered_in = $1, numbered = $2::bigint[], numbers = $3::bigint[]`;

/** Writes the numbers that were given last to those of the letters that were not marked: they keep them. */
export const KEEP_NUMBERS = `
update letters_outbox o set epoch = n.epoch, seq = n.seq
from (select numbered_in as epoch, unnest(numbered) as position, unnest(numbers) as seq from letters_state) n
where o.position = n.position and o.seq is null`;

/** Whether `take` would find anything. */
export const SOME_UNSENT = 'select exists (select from letters_outbox where sent_at is null and not held) as some';

/** A letter that `take` returns. */
export interface TakenLetter {
  readonly position: string;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly to_bureau: string;
  readonly to_service: string;
  readonly subject: string;
  readonly time: Date;
  readonly traceparent: string | null;
  readonly content: string | null;
  readonly sealed: Buffer;
  readonly epoch: number;
  /** None as long as it has no number. */
  readonly seq: string | null;
  /** The last number of its stream. */
  readonly last: string;
  readonly after: string | null;
}

/** How long until letter `o` is due again: the first wait, doubled with every sending up to the last; both in milliseconds. */
export const untilDueAgain = (first: string, last: string): string =>
  `least(${first}::float8 * power(2, least(o.sends, 30)), ${last}::float8) * interval '1 millisecond'`;

/**
 * Marks letters ($1 positions, $2 digests, with $6 epochs and $7 numbers) as sent at $3; due again after $4 ms, doubled with every sending up to $5 ms. A letter whose
 * receipt was quicker than its mark is not due again, and keeps the time for which it is kept, unless its reader has put it aside.
 */
export const MARK = `
update letters_outbox o
set epoch = m.epoch, seq = m.seq, sent_at = $3, digest = m.digest, sends = o.sends + 1,
    due_at = case when o.receipted_at is null or o.outcome = 'parked'
      then $3::timestamptz + ${untilDueAgain('$4', '$5')}
      else o.due_at end
from unnest($1::bigint[], $2::bytea[], $6::integer[], $7::bigint[]) as m (position, digest, epoch, seq) where o.position = m.position`;

/** Holds letters ($1 positions) back whose reader cannot be sent to. */
export const HOLD = 'update letters_outbox set held = true where position = any ($1::bigint[])';

/** Lets the letters of one reader go again. */
export const RELEASE = 'update letters_outbox set held = false where held and to_bureau = $1 and to_service = $2';

/** Lets all go again. */
export const RELEASE_ALL = 'update letters_outbox set held = false where held';

/** Makes up to 500 letters unsent again whose receipt is overdue at $1, or that were put aside: the receipt that settles them may be lost. */
export const RESEND = `
update letters_outbox set sent_at = null where position in (
  select position from letters_outbox
  where sent_at is not null and (receipted_at is null or outcome = 'parked') and due_at < $1 order by due_at limit 500)`;

/** Removes up to 500 letters whose time after the receipt is over at $1; a parked one stays until it is settled. */
export const PRUNE = `
delete from letters_outbox where position in (
  select position from letters_outbox
  where sent_at is not null and receipted_at is not null and outcome <> 'parked' and due_at < $1 order by due_at limit 500)`;

/** Forgets up to 500 letters and up to 500 receipts that last came before $1; never one that is parked, was discarded or has no receipt. */
export const FORGET = `
with letters as (
  delete from letters_inbox where (sender, id) in (
    select sender, id from letters_inbox where receipted_at < $1 and outcome = 'processed' order by receipted_at limit 500))
delete from letters_receipts where id in (
  select id from letters_receipts where received_at < $1 order by received_at limit 500)`;

/** Receipts that are still to be written, except to senders in $1. */
export const UNRECEIPTED = `
select sender, id, stream, seq, encode(digest, 'hex') as digest, outcome, cause
from letters_inbox where receipted_at is null and sender <> all ($1::text[]) order by received_at limit 1000`;

/** Marks receipts ($1 senders, $2 ids, $3 outcomes) as sent at $4, unless the outcome has changed meanwhile. */
export const RECEIPTED = `
update letters_inbox i set receipted_at = $4
from unnest($1::text[], $2::uuid[], $3::text[]) as m (sender, id, outcome)
where i.sender = m.sender and i.id = m.id and i.outcome = m.outcome`;
