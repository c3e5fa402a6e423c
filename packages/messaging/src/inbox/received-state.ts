import type { DataSource } from 'typeorm';

/** What became of a letter that came, as its reader's screen shows it. */
export interface ReceivedState {
  readonly id: string;
  /** `/bureau/990101/intake` */
  readonly sender: string;
  readonly type: string;
  readonly subject: string;
  readonly epoch: number;
  readonly number: number;
  readonly receivedAt: Date;
  readonly outcome: string;
  readonly cause: string | null;
  /** The ticket under which it lies while it is put aside. */
  readonly parked: string | null;
}

/** A letter's place in a list: its id and its sender. */
export interface LetterKey {
  readonly id: string;
  readonly sender: string;
}

const COLUMNS = `i.id, i.sender, i.type, i.subject, split_part(i.stream, '#', 2)::integer as epoch, i.seq::integer as number,
  i.received_at as "receivedAt", i.outcome, i.cause, p.ticket as parked`;
const LETTERS = `select ${COLUMNS} from letters_inbox i left join letters_parked p using (sender, id)`;

/** The letters about a subject that came, in the order of writing: ids are drawn by time. */
export function receivedAbout(
  database: DataSource,
  subject: string,
  { after, limit }: { readonly after: LetterKey | undefined; readonly limit: number },
): Promise<ReceivedState[]> {
  return database.query(
    `${LETTERS} where i.subject = $1 and ($2::uuid is null or (i.id, i.sender) > ($2, $3)) order by i.id, i.sender limit $4`,
    [subject, after?.id ?? null, after?.sender ?? null, limit],
  );
}

/** The letters of a peer's newest stream, or of the one with this epoch, in the order of their numbers. */
export function receivedFrom(
  database: DataSource,
  { peer, epoch }: { readonly peer: string; readonly epoch: number | undefined },
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<ReceivedState[]> {
  return database.query(
    `${LETTERS} where i.seq > $3 and i.stream = (
       select stream from letters_heard where sender = $1 and ($2::integer is null or epoch = $2) order by epoch desc limit 1)
     order by i.seq limit $4`,
    [peer, epoch ?? null, after, limit],
  );
}
