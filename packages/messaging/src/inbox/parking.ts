import type { EntityManager } from 'typeorm';
import { unframe } from '../envelope/frame.js';
import type { Tools } from '../tools.js';
import { type IncomingLetter, readLetter } from './incoming.js';
import type { Inbox } from './inbox.js';
import { lockParked, openParked, parkedColumns, type ParkedLetter } from './parked.js';

/** Letters of one sender about one subject. */
export interface Thread {
  /** `/bureau/990101/intake` */
  readonly sender: string;
  readonly subject: string;
  /** Its first letter is handled even though the one before it has not come: for a person to decide. */
  readonly regardless?: boolean;
}

/** Which of the parked letters are meant; what is left out does not matter. */
export interface ParkedFilter {
  readonly cause?: string | undefined;
  readonly type?: string | undefined;
  readonly sender?: string | undefined;
}

/** What an operator decided about a letter that was put aside. */
export interface Settled {
  readonly position: string;
  readonly at: Date;
  readonly officer: string;
  readonly act: 'replay' | 'discard';
  readonly reason: string | null;
  readonly sender: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  /** Why it had been put aside. */
  readonly cause: string;
}

/** Who decides about parked letters, and why; nobody has to say why what came too early is handled. */
export interface Decision {
  readonly officer: string;
  readonly reason: string | null;
}

/** What became of a parked letter that was handled again. */
export interface Replayed {
  readonly id: string;
  readonly sender: string;
  readonly subject: string;
  readonly outcome: 'processed' | 'parked';
  /** Why it is still parked. */
  readonly cause?: string | undefined;
  readonly detail?: string | undefined;
}

/** What a parked letter says; personal. */
export interface ParkedContent {
  readonly payload: unknown;
  /** How many raw bytes stand beside the payload. */
  readonly bytes: number;
}

interface ParkedRow extends ParkedLetter {
  readonly sealed: Buffer;
}

/** A parked letter, and whether the one it comes after is here. */
type FollowingRow = ParkedRow & { readonly follows: boolean };

/** Who settles letters that nobody has to decide about. */
const SYSTEM = 'system';
const EARLY_AT_ONCE = 100;
/** The relay sends nothing meanwhile. */
const EARLY_FOR = 1000;

/** Letters that came too early, are the first of their thread, and whose letter before is here now. */
const RIPE = `
select p.position, p.sender, p.subject from letters_parked p
where p.cause = 'early' and p.position > $1
  and exists (select from letters_inbox i where i.sender = p.sender and i.id = p.after)
  and not exists (select from letters_parked f
    where f.sender = p.sender and f.subject = p.subject and (f.epoch, f.seq) < (p.epoch, p.seq))
order by p.position limit ${EARLY_AT_ONCE}`;

/** What an operator can do with letters that were put aside, in the caller's transaction. Every decision is recorded. */
export class Parking {
  constructor(
    private readonly tools: Tools,
    private readonly inbox: Inbox,
  ) {}

  /** The letters put aside, the oldest first, without what they say: up to `limit` after position `after`. */
  async list(limit = 100, filter: ParkedFilter = {}, after = '0'): Promise<ParkedLetter[]> {
    return this.#rows(this.tools.database.manager, { filter, limit, after });
  }

  async #rows(
    tx: EntityManager,
    { filter, limit, after }: { filter: ParkedFilter; limit: number; after: string },
  ): Promise<ParkedLetter[]> {
    return tx.query(
      `select ${parkedColumns} from letters_parked
       where position > $2 and ($3::text is null or cause = $3) and ($4::text is null or type = $4) and ($5::text is null or sender = $5)
       order by position limit $1`,
      [limit, after, filter.cause ?? null, filter.type ?? null, filter.sender ?? null],
    );
  }

  /** One of them by its ticket, with its stream and number. */
  async find(tx: EntityManager, ticket: string): Promise<(ParkedLetter & { stream: string; seq: string }) | undefined> {
    const rows: (ParkedLetter & { stream: string; seq: string })[] = await tx.query(
      `select p.*, i.stream, i.seq from (select ${parkedColumns} from letters_parked where ticket = $1) p
       join letters_inbox i using (sender, id)`,
      [ticket],
    );
    return rows[0];
  }

  /** What operators have settled, the newest first: up to `limit` before position `before`. What settled itself is left out. */
  async settled(limit: number, before?: string): Promise<Settled[]> {
    return this.tools.database.query(
      `select position, at, officer, act, reason, sender, id, type, subject, cause from letters_decisions
       where act <> 'reveal' and officer <> '${SYSTEM}' and ($2::bigint is null or position < $2)
       order by position desc limit $1`,
      [limit, before ?? null],
    );
  }

  /** The threads of up to `limit` parked letters, the oldest first. */
  async threads(tx: EntityManager, filter: ParkedFilter, limit: number): Promise<Thread[]> {
    const rows = await this.#rows(tx, { filter, limit, after: '0' });
    const threads = new Map(rows.map(({ sender, subject }) => [`${sender} ${subject}`, { sender, subject }]));
    return [...threads.values()];
  }

  /** What a parked letter says, for somebody who may know; that they looked is recorded with the reason. */
  async reveal(
    tx: EntityManager,
    letter: ParkedLetter,
    { officer, reason }: { officer: string; reason: string },
  ): Promise<ParkedContent> {
    const [row]: ParkedRow[] = await tx.query('select * from letters_parked where position = $1', [letter.position]);
    if (!row) return { payload: null, bytes: 0 };
    const { opened } = openParked(row, this.tools.options.atRest);
    await this.#record(tx, row, { officer, act: 'reveal', reason });
    try {
      const { payload, bytes } = unframe(opened.content);
      return { payload, bytes: bytes?.length ?? 0 };
    } catch {
      return { payload: null, bytes: opened.content.length };
    }
  }

  /** Handles the parked letters of a thread again, in the order of their numbers, until one fails again. */
  async replay(tx: EntityManager, thread: Thread, decision: Decision): Promise<Replayed[]> {
    await lockParked(tx, [`${thread.sender} ${thread.subject}`]);
    return this.#replay(tx, thread, decision);
  }

  /** Gives one letter up; those that wait behind it are handled. Its sender is told with the next receipt. */
  async discard(
    tx: EntityManager,
    letter: Pick<ParkedLetter, 'sender' | 'id'>,
    decision: Decision,
  ): Promise<Replayed[]> {
    const [row]: ParkedRow[] = await tx.query('select * from letters_parked where sender = $1 and id = $2', [
      letter.sender,
      letter.id,
    ]);
    if (!row) return [];
    await lockParked(tx, [`${row.sender} ${row.subject}`]);
    await this.#settle(tx, row, { ...decision, act: 'discard' });
    // Why one is given up is not why the next can be handled.
    return this.#replay(tx, row, { officer: decision.officer, reason: null });
  }

  /** Handles what had come too early and now has all before it; each thread in a transaction of its own, for about a second. */
  async replayEarly(): Promise<void> {
    const { database } = this.tools;
    const until = performance.now() + EARLY_FOR;
    let ripe: (Thread & { position: string })[] = [];
    do {
      ripe = await database.query(RIPE, [ripe.at(-1)?.position ?? '0']);
      for (const thread of ripe)
        await database.transaction((tx) => this.replay(tx, thread, { officer: SYSTEM, reason: null }));
    } while (ripe.length === EARLY_AT_ONCE && performance.now() < until);
  }

  async #replay(tx: EntityManager, thread: Thread, decision: Decision): Promise<Replayed[]> {
    const { sender, subject, regardless } = thread;
    const rows: FollowingRow[] = await tx.query(
      `select p.*, p.after is null or exists (select from letters_inbox i where i.sender = p.sender and i.id = p.after) as follows
       from letters_parked p where p.sender = $1 and p.subject = $2 order by p.epoch, p.seq, p.position`,
      [sender, subject],
    );
    const replayed: Replayed[] = [];
    for (const [nth, row] of rows.entries()) {
      const { id } = row;
      const goes = row.follows || (regardless && nth === 0);
      const failure = goes ? await this.#handleAgain(tx, row) : { cause: 'early' };
      if (failure) {
        await this.#keepParked(tx, row, failure);
        replayed.push({ id, sender, subject, outcome: 'parked', ...failure });
        break;
      }
      await this.#settle(tx, row, { ...decision, act: 'replay' });
      replayed.push({ id, sender, subject, outcome: 'processed' });
    }
    return replayed;
  }

  async #handleAgain(tx: EntityManager, row: ParkedRow): Promise<IncomingLetter['park']> {
    const { opened, receivedAt } = openParked(row, this.tools.options.atRest);
    const letter = readLetter(opened, this.tools.options, receivedAt);
    if (letter.park) return letter.park;
    try {
      await tx.transaction((savepoint) => this.inbox.handle(savepoint, [letter]));
      return undefined;
    } catch (error) {
      return this.inbox.parkedFor(error);
    }
  }

  async #keepParked(tx: EntityManager, row: ParkedRow, { cause, detail }: NonNullable<IncomingLetter['park']>) {
    await tx.query(
      'update letters_parked set cause = $3, detail = $4, tries = tries + 1 where sender = $1 and id = $2',
      [row.sender, row.id, cause, detail ?? null],
    );
    await tx.query(
      `update letters_inbox set cause = $3, receipted_at = null where sender = $1 and id = $2 and cause <> $3`,
      [row.sender, row.id, cause],
    );
  }

  async #settle(tx: EntityManager, row: ParkedRow, decision: Decision & { act: 'replay' | 'discard' }): Promise<void> {
    await tx.query('delete from letters_parked where sender = $1 and id = $2', [row.sender, row.id]);
    await tx.query(
      'update letters_inbox set outcome = $3, cause = null, receipted_at = null where sender = $1 and id = $2',
      [row.sender, row.id, decision.act === 'replay' ? 'processed' : 'rejected'],
    );
    await this.#record(tx, row, decision);
  }

  async #record(
    tx: EntityManager,
    row: ParkedRow,
    { officer, act, reason }: Decision & { act: 'replay' | 'discard' | 'reveal' },
  ): Promise<void> {
    await tx.query(
      `insert into letters_decisions (at, officer, act, reason, sender, id, type, subject, cause)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [this.tools.options.clock.now(), officer, act, reason, row.sender, row.id, row.type, row.subject, row.cause],
    );
  }
}
