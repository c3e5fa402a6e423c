import type { DataSource, EntityManager } from 'typeorm';
import { bytesArray } from '../bytes-array.js';
import { frame, unframe } from '../envelope/frame.js';
import { CannotSend, LetterTooLarge, MAX_LETTER_BYTES, type OutgoingLetter, OWN_LETTERS } from '../letter.js';
import type { AtRest, MessagingOptions } from '../options.js';
import { uuidv7 } from './uuid.js';

/** Letters as columns, for a caller that writes them in a statement of its own. */
export interface OutboxRows {
  readonly ids: string[];
  /** One array per column, in the order in which `insert` expects them. */
  readonly values: unknown[];
  /** `insert into letters_outbox … select … from unnest($n, …)` with its parameters starting at $n; fit for a `with` clause. */
  insert(firstParameter: number): string;
}

/** What became of a letter, as the sender's screen shows it. */
export interface LetterState {
  readonly id: string;
  readonly type: string;
  readonly to: { readonly bureau: string; readonly service: string };
  readonly subject: string;
  readonly writtenAt: Date;
  /** Its number in the stream to its reader, and the stream's epoch; none before it is first sent. */
  readonly number?: number | undefined;
  readonly epoch?: number | undefined;
  /** When it was last sent. */
  readonly sentAt?: Date | undefined;
  readonly sends: number;
  /** When its receipt came. */
  readonly receivedAt?: Date | undefined;
  readonly outcome?: string | undefined;
  readonly cause?: string | undefined;
}

const columns = {
  id: 'uuid',
  type: 'text',
  version: 'integer',
  to_bureau: 'text',
  to_service: 'text',
  subject: 'text',
  time: 'timestamptz',
  traceparent: 'text',
  sealed: 'bytea',
  content: 'uuid',
};

/** Binds the content of a stored letter to its id. */
export function outboxContext(id: string): string {
  return `letters_outbox.sealed.${id}`;
}

/** A letter's content as it lies in the outbox. A large one can be sealed ahead, when it comes, and stay with the service: its letters only name it. */
export function sealContent(
  atRest: AtRest,
  id: string,
  { letter, payload, bytes }: Pick<OutgoingLetter, 'letter' | 'payload' | 'bytes'>,
): Buffer {
  const framed = frame(payload, bytes);
  if (framed.length > MAX_LETTER_BYTES) throw new LetterTooLarge(letter.type, framed.length);
  return atRest.seal(framed, outboxContext(id));
}

/** The bytes that a content sealed ahead carries beside its payload. */
export function bytesOfContent(atRest: AtRest, id: string, sealed: Uint8Array): Uint8Array {
  return unframe(atRest.open(sealed, outboxContext(id))).bytes ?? new Uint8Array();
}

/** Where letters are written, in the transaction that changes the state; the relay sends them after its commit. */
export class Outbox {
  #wakeRelay: () => void = () => undefined;

  constructor(
    database: DataSource,
    private readonly options: Pick<MessagingOptions, 'service' | 'catalogue' | 'directory' | 'atRest'>,
  ) {
    database.subscribers.push({
      afterTransactionCommit: ({ queryRunner }) => {
        if (queryRunner.data[WROTE_LETTERS]) this.wake();
        delete queryRunner.data[WROTE_LETTERS];
      },
    });
  }

  /** Writes letters that leave once the transaction is committed. Throws LetterTooLarge or CannotSend before writing any. */
  async add(tx: EntityManager, letters: readonly OutgoingLetter[]): Promise<void> {
    if (letters.length === 0) return;
    const rows = this.rows(letters);
    await tx.query(rows.insert(1), rows.values);
    if (tx.queryRunner) tx.queryRunner.data[WROTE_LETTERS] = true;
  }

  /** The same for a caller's own hot statement; call `wake()` after its commit. */
  rows(letters: readonly OutgoingLetter[]): OutboxRows {
    const rows = letters.map((letter) => this.#row(letter));
    return {
      ids: rows.map(({ id }) => id),
      values: columnNames.map((column) =>
        column === 'sealed' ? bytesArray(rows.map(({ sealed }) => sealed)) : rows.map((row) => row[column]),
      ),
      insert: (first) => {
        const arrays = columnNames.map((column, index) => `$${first + index}::${columns[column]}[]`).join(', ');
        const names = columnNames.join(', ');
        return `insert into letters_outbox (${names})
          select ${names} from unnest(${arrays}) with ordinality as t (${names}, n) order by n`;
      },
    };
  }

  /** Tells the relay that letters wait, so that it need not poll. */
  wake(): void {
    this.#wakeRelay();
  }

  /** The relay's ear. */
  onWake(listener: () => void): void {
    this.#wakeRelay = listener;
  }

  /** Every letter about a subject in the order of writing: written, sent, received and with which outcome. */
  async sent(tx: EntityManager, subject: string): Promise<LetterState[]> {
    const rows: SentRow[] = await tx.query(
      `select ${sentColumns} from letters_outbox where subject = $1 order by position`,
      [subject],
    );
    return rows.map(stateOf);
  }

  #row(outgoing: OutgoingLetter) {
    const { letter, subject, time, id = uuidv7(), traceparent, content } = outgoing;
    const to = this.options.directory.readerFor(outgoing.to, time);
    const { type, version } = letter;
    const allowed = this.options.catalogue.some(
      (known) => known.type === type && known.from.includes(this.options.service) && known.to.includes(to.service),
    );
    if (!allowed || type.startsWith(OWN_LETTERS)) {
      throw new CannotSend(`${this.options.service} may not send ${type} to ${to.service}`);
    }
    if (!this.options.directory.knows(to.bureau, to.service)) {
      throw new CannotSend(`the directory knows no ${to.service} of bureau ${to.bureau}`);
    }
    return {
      id,
      type,
      version,
      to_bureau: to.bureau,
      to_service: to.service,
      subject,
      time,
      traceparent: traceparent ?? null,
      sealed: content === undefined ? sealContent(this.options.atRest, id, outgoing) : null,
      content: content ?? null,
    };
  }
}

const WROTE_LETTERS = 'letters';
const columnNames = Object.keys(columns) as (keyof typeof columns)[];

/** The columns of SentRow. */
export const sentColumns =
  'id, type, to_bureau, to_service, subject, time, epoch, seq, sent_at, sends, receipted_at, outcome, cause';

/** A letter in the outbox, without what it says. */
export interface SentRow {
  readonly id: string;
  readonly type: string;
  readonly to_bureau: string;
  readonly to_service: string;
  readonly subject: string;
  readonly time: Date;
  readonly epoch: number | null;
  readonly seq: string | null;
  readonly sent_at: Date | null;
  readonly sends: number;
  readonly receipted_at: Date | null;
  readonly outcome: string | null;
  readonly cause: string | null;
}

/** What became of a letter, from its row. */
export function stateOf(row: SentRow): LetterState {
  return {
    id: row.id,
    type: row.type,
    to: { bureau: row.to_bureau, service: row.to_service },
    subject: row.subject,
    writtenAt: row.time,
    number: row.seq === null ? undefined : Number(row.seq),
    epoch: row.epoch ?? undefined,
    sentAt: row.sent_at ?? undefined,
    sends: row.sends,
    receivedAt: row.receipted_at ?? undefined,
    outcome: row.outcome ?? undefined,
    cause: row.cause ?? undefined,
  };
}
