import type { EntityManager } from 'typeorm';
import { bytesArray } from '../bytes-array.js';
import { digestAs } from '../envelope/envelope.js';
import { epochIn } from '../envelope/headers.js';
import { groupBy } from '../group-by.js';
import type { IncomingLetter } from './incoming.js';

/** Notes letters as seen; returns those that were not. */
export async function note(tx: EntityManager, letters: readonly IncomingLetter[]): Promise<IncomingLetter[]> {
  const once = [...groupBy(letters, ({ sender, opened }) => `${sender} ${opened.id}`).values()].flatMap(
    ([first]) => first ?? [],
  );
  const column = (of: (letter: IncomingLetter) => unknown) => once.map(of);
  const rows: { id: string; sender: string }[] = await tx.query(
    `insert into letters_inbox (sender, id, type, subject, stream, seq, digest, proof, received_at, outcome)
     select *, 'processed' from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[],
       $7::bytea[], $8::bytea[], $9::timestamptz[])
     on conflict (sender, id) do nothing returning id, sender`,
    [
      ...pairs(once),
      column(({ opened }) => opened.type),
      column(({ opened }) => opened.subject),
      column(({ opened }) => opened.stream),
      column(({ opened }) => opened.seq),
      bytesArray(once.map(({ opened }) => opened.digest)),
      bytesArray(once.map(({ opened }) => opened.proof)),
      column(({ receivedAt }) => receivedAt),
    ],
  );
  const noted = new Set(rows.map(({ id, sender }) => `${sender} ${id}`));
  return once.filter(({ sender, opened }) => noted.has(`${sender} ${opened.id}`));
}

/** Those that came before with another content. A letter that its sender, restored, has numbered anew is the same: it is noted under its new number. */
export async function otherContent(tx: EntityManager, letters: readonly IncomingLetter[]): Promise<IncomingLetter[]> {
  const stored: { nth: string; stream: string; seq: string; digest: Buffer }[] = await tx.query(
    `select d.nth, i.stream, i.seq, i.digest from letters_inbox i
     join unnest($1::text[], $2::uuid[], $3::bytea[]) with ordinality as d (sender, id, digest, nth)
       on i.sender = d.sender and i.id = d.id and i.digest <> d.digest`,
    [...pairs(letters), letters.map(({ opened }) => opened.digest)],
  );
  const disputed: IncomingLetter[] = [];
  for (const { nth, stream, seq, digest } of stored) {
    const letter = letters[Number(nth) - 1];
    if (!letter) continue;
    if (!digestAs(letter.opened, stream, Number(seq)).equals(digest)) disputed.push(letter);
    else if (epochIn(letter.opened.stream) >= epochIn(stream)) await renumber(tx, letter);
  }
  return disputed;
}

async function renumber(tx: EntityManager, { sender, opened }: IncomingLetter): Promise<void> {
  await tx.query(
    'update letters_inbox set stream = $3, seq = $4, digest = $5, proof = $6 where sender = $1 and id = $2',
    [sender, opened.id, opened.stream, opened.seq, opened.digest, opened.proof],
  );
  await tx.query('update letters_parked set epoch = $3, seq = $4 where sender = $1 and id = $2', [
    sender,
    opened.id,
    epochIn(opened.stream),
    opened.seq,
  ]);
}

/** The columns (sender, id) of letters. */
export function pairs(letters: readonly IncomingLetter[]): [string[], string[]] {
  return [letters.map(({ sender }) => sender), letters.map(({ opened }) => opened.id)];
}
