import type { EntityManager } from 'typeorm';
import type { Tools } from '../tools.js';
import { readLetter, type IncomingLetter } from './incoming.js';
import type { Inbox } from './inbox.js';
import { lockParked, openParked, type ParkedLetter } from './parked.js';

/** Letters of one sender about one subject. */
export interface Thread {
  /** `/bureau/990101/intake` */
  readonly sender: string;
  readonly subject: string;
}

interface ParkedRow extends ParkedLetter {
  readonly sealed: Buffer;
}

/** What an operator can do with letters that were put aside. Every decision is recorded. */
export class Parking {
  constructor(
    private readonly tools: Tools,
    private readonly inbox: Inbox,
  ) {}

  /** The letters put aside, the oldest first, without what they say. */
  async list(limit = 100): Promise<ParkedLetter[]> {
    return this.tools.database.query(
      `select id, sender, type, version, subject, cause, detail, parked_at
       from letters_parked order by position limit $1`,
      [limit],
    );
  }

  /** Handles the parked letters of a thread again, in order, until one fails again. Returns how many were handled. */
  async replay(thread: Thread, officer: string): Promise<number> {
    return this.tools.database.transaction(async (tx) => {
      await lockParked(tx, [`${thread.sender} ${thread.subject}`]);
      return this.#replay(tx, thread, officer);
    });
  }

  /** Gives one letter up; those that wait behind it are handled. Its sender is told with the next receipt. */
  async discard(letter: { sender: string; id: string }, officer: string, reason: string): Promise<void> {
    await this.tools.database.transaction(async (tx) => {
      const found: ParkedRow[] = await tx.query('select * from letters_parked where sender = $1 and id = $2', [
        letter.sender,
        letter.id,
      ]);
      const [row] = found;
      if (!row) return;
      await lockParked(tx, [`${row.sender} ${row.subject}`]);
      await this.#settle(tx, row, { officer, act: 'discard', reason, outcome: 'rejected' });
      await this.#replay(tx, row, officer);
    });
  }

  async #replay(tx: EntityManager, { sender, subject }: Thread, officer: string): Promise<number> {
    const rows: ParkedRow[] = await tx.query(
      'select * from letters_parked where sender = $1 and subject = $2 order by position',
      [sender, subject],
    );
    let handled = 0;
    for (const row of rows) {
      const failure = await this.#handleAgain(tx, row);
      if (failure) {
        await tx.query('update letters_parked set cause = $3, detail = $4 where sender = $1 and id = $2', [
          row.sender,
          row.id,
          failure.cause,
          failure.detail ?? null,
        ]);
        break;
      }
      await this.#settle(tx, row, { officer, act: 'replay', reason: null, outcome: 'processed' });
      handled++;
    }
    return handled;
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

  async #settle(
    tx: EntityManager,
    row: ParkedRow,
    decision: { officer: string; act: 'replay' | 'discard'; reason: string | null; outcome: 'processed' | 'rejected' },
  ): Promise<void> {
    const { officer, act, reason, outcome } = decision;
    await tx.query('delete from letters_parked where sender = $1 and id = $2', [row.sender, row.id]);
    await tx.query(
      'update letters_inbox set outcome = $3, cause = null, receipted_at = null where sender = $1 and id = $2',
      [row.sender, row.id, outcome],
    );
    await tx.query(
      `insert into letters_decisions (at, officer, act, reason, sender, id, type, subject, cause)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [this.tools.options.clock.now(), officer, act, reason, row.sender, row.id, row.type, row.subject, row.cause],
    );
  }
}
