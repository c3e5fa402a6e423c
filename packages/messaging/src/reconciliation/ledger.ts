import type { ParkedFilter } from '../inbox/parking.js';
import { type LetterKey, receivedAbout, receivedFrom, type ReceivedState } from '../inbox/received-state.js';
import type { Address } from '../letter.js';
import { type LetterState, sentColumns, type SentRow, stateOf } from '../outbox/outbox.js';
import type { Tools } from '../tools.js';
import { type PeerSum, reconcile } from './report.js';
import { type PeerState, readPeers } from './peers.js';

/** Records of one reason under one claimed name. */
export interface QuarantineCount {
  readonly reason: string;
  /** Who the records say they are from, if the directory knows it; proven only for `same-id-other-content`. */
  readonly claimedSender: string | null;
  /** Different records kept. */
  readonly kept: number;
  /** How often they came. */
  readonly times: number;
  readonly firstAt: Date;
}

/** What the alarms watch. */
export interface Figures {
  readonly oldestUnderWayAt: Date | null;
  /** Letters that peers say they gave a number and that are not here. */
  readonly missing: number;
  /** Streams with a gap older than a minute. */
  readonly gaps: number;
  readonly silentPeers: number;
}

const FIGURES = `
select
  (select min(o.time) from letters_streams s join letters_outbox o
     on o.to_bureau = s.to_bureau and o.to_service = s.to_service and o.epoch = s.epoch and o.seq = s.receipted + 1
   where o.receipted_at is null) as "oldestUnderWayAt",
  (select coalesce(sum(h.claimed - h.whole - (
     select count(distinct i.seq) from letters_inbox i where i.stream = h.stream and i.seq > h.whole and i.seq <= h.claimed)), 0)::int
   from letters_heard h where h.claimed > h.whole) as missing,
  (select count(*)::int from letters_heard where gap_since <= $1) as gaps,
  (select count(*)::int from letters_peers where coalesce(heard_at, '-infinity') < $2) as "silentPeers"`;

/** A part of a list: so many after what came last. */
export interface Part {
  readonly after: string;
  readonly limit: number;
}

/** What operators and case workers may know of the letters: numbers, times and outcomes, never what a letter says. */
export class Ledger {
  constructor(private readonly tools: Tools) {}

  /** Sums for the alarms. */
  async figures(): Promise<Figures> {
    const { database, options, timing } = this.tools;
    const now = options.clock.now().getTime();
    const [row]: [Figures] = await database.query(FIGURES, [
      new Date(now - timing.gapAfter),
      new Date(now - timing.silentAfter),
    ]);
    return row;
  }

  /** The streams to and from each peer, by the peer's path. */
  peers(part: Part): Promise<PeerState[]> {
    const { database, options, timing } = this.tools;
    const silentBefore = new Date(options.clock.now().getTime() - timing.silentAfter);
    return readPeers(database, silentBefore, part);
  }

  /** What the letters with each peer add up to, by the peer's path. */
  reconciliation(part: Part): Promise<PeerSum[]> {
    const { database, options, timing } = this.tools;
    const gapBefore = new Date(options.clock.now().getTime() - timing.gapAfter);
    return reconcile(database, { gapBefore, ...part });
  }

  /** The letters about a subject, in the order in which they were written. */
  async about(subject: string, { after, limit }: Part): Promise<(LetterState & { position: string })[]> {
    return this.#sent('subject = $1 and position > $2 order by position limit $3', [subject, after, limit]);
  }

  /** The letters of one stream to a peer, the newest one if no epoch is given, in the order of their numbers; `after` is a number. */
  async inStream(
    to: Address,
    epoch: number | undefined,
    { after, limit }: Part,
  ): Promise<(LetterState & { position: string })[]> {
    return this.#sent(
      `to_bureau = $1 and to_service = $2 and seq > $4
       and epoch = coalesce($3, (select max(epoch) from letters_streams where to_bureau = $1 and to_service = $2))
       order by seq limit $5`,
      [to.bureau, to.service, epoch ?? null, after, limit],
    );
  }

  /** The letters about a subject that came, in the order of writing. */
  receivedAbout(
    subject: string,
    part: { readonly after: LetterKey | undefined; readonly limit: number },
  ): Promise<ReceivedState[]> {
    return receivedAbout(this.tools.database, subject, part);
  }

  /** The letters of one stream from a peer, the newest one if no epoch is given, in the order of their numbers. */
  receivedFrom(
    stream: { readonly peer: string; readonly epoch: number | undefined },
    part: { readonly after: number; readonly limit: number },
  ): Promise<ReceivedState[]> {
    return receivedFrom(this.tools.database, stream, part);
  }

  /** How many letters of how many threads a replay of up to `limit` parked letters would handle. */
  async replayable(filter: ParkedFilter, limit: number): Promise<{ letters: number; threads: number }> {
    const [row]: [{ letters: number; threads: number }] = await this.tools.database.query(
      `with threads as (select distinct sender, subject from (
         select sender, subject from letters_parked
         where ($1::text is null or cause = $1) and ($2::text is null or type = $2) and ($3::text is null or sender = $3)
         order by position limit $4) first)
       select (select count(*)::int from threads) as threads,
         (select count(*)::int from letters_parked join threads using (sender, subject)) as letters`,
      [filter.cause ?? null, filter.type ?? null, filter.sender ?? null, limit],
    );
    return row;
  }

  /** What is in quarantine, counted. */
  async quarantine(): Promise<QuarantineCount[]> {
    return this.tools.database.query(
      `select reason, claimed_sender as "claimedSender", count(*)::int as kept, sum(times)::int as times, min(first_at) as "firstAt"
       from letters_quarantine group by 1, 2 order by 1, 2`,
    );
  }

  async #sent(where: string, values: unknown[]): Promise<(LetterState & { position: string })[]> {
    const rows: (SentRow & { position: string })[] = await this.tools.database.query(
      `select position, ${sentColumns} from letters_outbox where ${where}`,
      values,
    );
    return rows.map((row) => ({ position: row.position, ...stateOf(row) }));
  }
}
