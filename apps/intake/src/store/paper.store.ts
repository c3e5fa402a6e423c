import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AttachmentSent, type Paper, type PaperKind } from '@yidi/domain';
import { bytesOfContent, sealContent, uuidv7, type AtRest } from '@yidi/messaging';
import { FieldCipher } from '@yidi/service';

/** A paper of an application, by its content. */
export interface PaperName {
  readonly applicationId: string;
  readonly kind: PaperKind;
  readonly sha256: string;
}

interface PaperRow {
  readonly application_id: string;
  readonly kind: PaperKind;
  readonly sha256: string;
  readonly letter_id: string;
}

/** For `OutboxRows.insert`: the contents that wait in `papers`. */
export const papersAhead = 'select letter_id as id, sealed from papers';

const keyOf = ({ applicationId, kind, sha256 }: PaperName): string => `${applicationId}/${kind}/${sha256}`;
const nameOf = (row: PaperRow): PaperName => ({
  applicationId: row.application_id,
  kind: row.kind,
  sha256: row.sha256,
});

/** A paper as the content of the letter that will take it to the county. */
export function sealPaper(
  cipher: AtRest,
  letterId: string,
  { applicationId, paper, bytes }: { applicationId: string; paper: Paper; bytes: Uint8Array },
): Buffer {
  return sealContent(cipher, letterId, { letter: AttachmentSent, payload: { applicationId, paper }, bytes });
}

/**
 * Scans and photos. Each is sealed once, as the content of the letter that will take it to the county, so that accepting
 * copies it inside the database.
 */
@Injectable()
export class PaperStore {
  constructor(private readonly cipher: FieldCipher) {}

  /** Adds a paper; one of the same kind that never left this desk goes. */
  async put(
    tx: EntityManager,
    applicationId: string,
    the: { paper: Paper; bytes: Buffer; at: Date; replaces: boolean },
  ): Promise<void> {
    const { kind, sha256 } = the.paper;
    if (the.replaces) {
      await tx.query('delete from papers where application_id = $1 and kind = $2 and sha256 <> $3', [
        applicationId,
        kind,
        sha256,
      ]);
    }
    const letterId = uuidv7();
    const sealed = sealPaper(this.cipher, letterId, { applicationId, ...the });
    await tx.query(
      `insert into papers (application_id, kind, sha256, letter_id, sealed, attached_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (application_id, kind, sha256) do update
       set letter_id = excluded.letter_id, sealed = excluded.sealed, attached_at = excluded.attached_at`,
      [applicationId, kind, sha256, letterId, sealed, the.at],
    );
  }

  /** The ids of the letters that these papers wait in. */
  async letterIds(tx: EntityManager, names: readonly PaperName[]): Promise<(name: PaperName) => string> {
    const rows = await read(tx, names, '');
    const ids = new Map(rows.map((row) => [keyOf(nameOf(row)), row.letter_id]));
    return (name) => found(ids.get(keyOf(name)), name);
  }

  /** The bytes of these papers, read with one statement. */
  async bytes(tx: EntityManager, names: readonly PaperName[]): Promise<(name: PaperName) => Uint8Array> {
    const rows = await read<PaperRow & { sealed: Buffer }>(tx, names, ', sealed');
    const bytes = new Map(
      rows.map((row) => [keyOf(nameOf(row)), bytesOfContent(this.cipher, row.letter_id, row.sealed)] as const),
    );
    return (name) => found(bytes.get(keyOf(name)), name);
  }
}

async function read<R extends PaperRow>(tx: EntityManager, names: readonly PaperName[], more: string): Promise<R[]> {
  if (names.length === 0) return [];
  return tx.query(
    `select application_id, kind, sha256, letter_id${more} from papers
     join unnest($1::uuid[], $2::text[], $3::text[]) as wanted (application_id, kind, sha256)
       using (application_id, kind, sha256)`,
    [names.map(({ applicationId }) => applicationId), names.map(({ kind }) => kind), names.map(({ sha256 }) => sha256)],
  );
}

function found<T>(value: T | undefined, { applicationId, kind }: PaperName): T {
  if (value === undefined) throw new Error(`no ${kind} of application ${applicationId}`);
  return value;
}
