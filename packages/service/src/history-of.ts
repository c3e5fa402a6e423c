import type { EntityManager } from 'typeorm';
import type { HistoryEntry } from '@yidi/contracts';
import type { z } from 'zod';
import { type Edit, staleRevision } from './acts/act.js';

interface HistoryRow {
  readonly at: Date;
  readonly actor: 'officer' | 'letter' | 'system';
  readonly officer_id: string | null;
  readonly officer_name: string | null;
  readonly officer_bureau: string | null;
  readonly act: string;
  readonly from_state: string | null;
  readonly to_state: string | null;
  readonly revision: number | null;
  readonly details: Record<string, unknown>;
}

const otherActors = { letter: { id: 'letter', name: '来函' }, system: { id: 'system', name: '系统' } } as const;

/** What happened to a subject, oldest first; letters and the system act in the name of the bureau that keeps the history. */
export async function historyOf(
  tx: EntityManager,
  subject: string,
  bureau: string,
): Promise<z.infer<typeof HistoryEntry>[]> {
  const rows: HistoryRow[] = await tx.query('select * from history where subject_id = $1 order by id', [subject]);
  return rows.map((row) => ({
    at: row.at.toISOString(),
    by:
      row.actor === 'officer'
        ? { id: row.officer_id ?? '', name: row.officer_name ?? '', bureau: row.officer_bureau ?? bureau }
        : { ...otherActors[row.actor], bureau },
    act: row.act,
    from: row.from_state,
    to: row.to_state ?? '',
    revision: row.revision ?? 0,
    note: row.details,
  }));
}

/** Throws STALE_REVISION, with who changed what meanwhile, when the act saw another revision of a subject than the current one. */
export async function checkRevisionOf(
  tx: EntityManager,
  act: Edit,
  { subject, revision }: { readonly subject: string; readonly revision: number },
): Promise<void> {
  if (act.ifMatch === undefined || act.ifMatch === revision) return;
  const [last]: HistoryRow[] = await tx.query('select * from history where subject_id = $1 order by id desc limit 1', [
    subject,
  ]);
  throw staleRevision(act, {
    revision,
    changedBy: last?.officer_id ?? undefined,
    changedAt: last?.at,
    lastAct: last?.act,
  });
}
