import type { EntityManager } from 'typeorm';
import type { PrintView } from '@yidi/contracts';
import type { Officer } from '@yidi/domain';

/** One print to be noted. */
export interface Print {
  readonly subject: string;
  readonly kind: string;
  readonly copy: number;
  readonly officer: Officer;
  readonly at: Date;
  readonly printer?: string | undefined;
  readonly missingCharacters: number;
}

/** The number of the next copy of a paper; whoever else prints the same waits until this transaction ends. */
export async function nextCopy(tx: EntityManager, subject: string, kind: string): Promise<number> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`prints/${subject}/${kind}`]);
  const [{ copy }]: [{ copy: number }] = await tx.query(
    'select coalesce(max(copy), 0) + 1 as copy from prints where subject_id = $1 and kind = $2',
    [subject, kind],
  );
  return copy;
}

/** Notes a print; nothing ever changes or removes it. */
export async function notePrint(tx: EntityManager, print: Print): Promise<void> {
  const { subject, kind, copy, officer, at, printer, missingCharacters } = print;
  await tx.query(
    `insert into prints (subject_id, kind, copy, at, officer_id, officer_name, officer_point, printer, missing_characters)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [subject, kind, copy, at, officer.id, officer.name, officer.point, printer ?? null, missingCharacters],
  );
}

/** What was printed of a subject, oldest first. */
export async function printsOf(tx: EntityManager, subject: string): Promise<PrintView[]> {
  const rows: {
    kind: string;
    copy: number;
    at: Date;
    officer_id: string;
    officer_name: string;
    printer: string | null;
    missing_characters: number;
  }[] = await tx.query('select * from prints where subject_id = $1 order by at, kind, copy', [subject]);
  return rows.map(({ kind, copy, at, officer_id, officer_name, printer, missing_characters }) => ({
    kind,
    copy,
    by: { id: officer_id, name: officer_name },
    at: at.toISOString(),
    printer,
    missingCharacters: missing_characters,
  }));
}
