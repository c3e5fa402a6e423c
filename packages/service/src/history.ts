import type { EntityManager } from 'typeorm';
import type { Officer } from '@yidi/domain';

/** One line of what happened to a subject; `details` never holds personal data. */
export interface HistoryEntry {
  readonly subject: string;
  readonly at: Date;
  readonly by: Pick<Officer, 'id' | 'name' | 'bureau'> | { readonly letter: string } | 'system';
  readonly act: string;
  readonly from?: string;
  readonly to?: string;
  readonly revision?: number;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A read of personal data: by whom, of whom, what, and why. */
export interface ReadEntry {
  readonly at: Date;
  readonly officer: Officer;
  readonly subject: string;
  readonly purpose: string;
  readonly fields: readonly string[];
}

/** A history insert for a caller's own statement; the parameter is `historyParameter(entries)`. */
export const historySql = (parameter: string): string =>
  `insert into history (subject_id, at, actor, officer_id, officer_name, officer_bureau, letter_id, act, from_state, to_state, revision, details)
   select subject_id, at, actor, officer_id, officer_name, officer_bureau, letter_id, act, from_state, to_state, revision, coalesce(details, '{}')
   from jsonb_to_recordset(${parameter}::jsonb) as entry (subject_id text, at timestamptz, actor text, officer_id text,
     officer_name text, officer_bureau text, letter_id uuid, act text, from_state text, to_state text, revision int, details jsonb)`;

/** The one parameter of `historySql`. */
export function historyParameter(entries: readonly HistoryEntry[]): string {
  return JSON.stringify(
    entries.map(({ subject, at, by, act, from, to, revision, details }) => ({
      subject_id: subject,
      at,
      ...actorColumns(by),
      act,
      from_state: from,
      to_state: to,
      revision,
      details,
    })),
  );
}

function actorColumns(by: HistoryEntry['by']): Record<string, string> {
  if (by === 'system') return { actor: 'system' };
  if ('letter' in by) return { actor: 'letter', letter_id: by.letter };
  return { actor: 'officer', officer_id: by.id, officer_name: by.name, officer_bureau: by.bureau };
}

/** Writes lines of history in the act's own transaction. */
export async function noteHistory(tx: EntityManager, ...entries: readonly HistoryEntry[]): Promise<void> {
  await tx.query(historySql('$1'), [historyParameter(entries)]);
}

/** Writes who read whose personal data, in the transaction of the read. */
export async function noteRead(tx: EntityManager, ...reads: readonly ReadEntry[]): Promise<void> {
  await tx.query(
    `insert into read_log (at, officer_id, officer_name, officer_bureau, officer_point, subject_id, purpose, fields)
     select at, officer_id, officer_name, officer_bureau, officer_point, subject_id, purpose, fields
     from jsonb_to_recordset($1::jsonb) as entry (at timestamptz, officer_id text, officer_name text, officer_bureau text,
       officer_point text, subject_id text, purpose text, fields jsonb)`,
    [
      JSON.stringify(
        reads.map(({ at, officer, subject, purpose, fields }) => ({
          at,
          officer_id: officer.id,
          officer_name: officer.name,
          officer_bureau: officer.bureau,
          officer_point: officer.point,
          subject_id: subject,
          purpose,
          fields,
        })),
      ),
    ],
  );
}
