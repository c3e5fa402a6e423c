import { z } from 'zod';
import type { EntityManager } from 'typeorm';
import type { HistoryEntry, PageQuery } from '@yidi/contracts';
import { type Edit, staleRevision } from './acts/act.js';
import { fromCursor, page, type Page } from './lists.js';
import { BureauCode } from '@yidi/domain';

interface HistoryRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: 'officer' | 'letter' | 'system';
  readonly officer_id: string | null;
  readonly officer_name: string | null;
  readonly officer_bureau: BureauCode | null;
  readonly letter_id: string | null;
  readonly act: string;
  readonly from_state: string | null;
  readonly to_state: string | null;
  readonly revision: number | null;
  readonly details: { readonly sender?: unknown };
}

const byNumber = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/** What happened to a subject, oldest first; a letter acts in the name of the bureau it is from. */
export async function historyOf(
  tx: EntityManager,
  {
    subject,
    bureau,
    lettersFrom,
  }: { readonly subject: string; readonly bureau: BureauCode; readonly lettersFrom?: BureauCode },
  { cursor, limit }: z.infer<typeof PageQuery>,
): Promise<Page<z.infer<typeof HistoryEntry>>> {
  const [after] = fromCursor(cursor, byNumber) ?? ['0'];
  const rows: HistoryRow[] = await tx.query(
    'select * from history where subject_id = $1 and id > $2 order by id limit $3',
    [subject, after, limit + 1],
  );
  return page(rows, limit, {
    keyset: ({ id }) => [id],
    item: (row) => ({
      at: row.at.toISOString(),
      by: actorOf(row, bureau, lettersFrom),
      act: row.act,
      from: row.from_state,
      to: row.to_state ?? '',
      revision: row.revision ?? 0,
      note: row.details,
    }),
  });
}

function actorOf(row: HistoryRow, bureau: BureauCode, lettersFrom = bureau): z.infer<typeof HistoryEntry>['by'] {
  const { actor, details } = row;
  if (actor === 'system') return { id: 'system', name: '系统', bureau };
  if (actor === 'officer') {
    return { id: row.officer_id ?? '', name: row.officer_name ?? '', bureau: row.officer_bureau ?? bureau };
  }
  const sender = BureauCode.safeParse(details.sender).data ?? lettersFrom;
  return { id: row.letter_id ?? '', name: '来函', bureau: sender };
}

/** Throws STALE_REVISION, with who changed what meanwhile, when the act saw another revision of a subject than the current one. */
export async function checkRevisionOf(
  tx: EntityManager,
  act: Edit,
  { subject, revision }: { readonly subject: string; readonly revision: number },
): Promise<void> {
  if (act.ifMatch === undefined || act.ifMatch === revision) return;
  // What was tried and refused has changed nothing.
  const [last]: HistoryRow[] = await tx.query(
    'select * from history where subject_id = $1 order by revision is null, id desc limit 1',
    [subject],
  );
  throw staleRevision(act, {
    revision,
    changedBy: last?.officer_id ?? undefined,
    changedByName: last?.officer_name ?? undefined,
    changedAt: last?.at,
    lastAct: last?.act,
  });
}
