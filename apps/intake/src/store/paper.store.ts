import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Paper } from '@yidi/domain';
import { FieldCipher } from '@yidi/service';

/** A paper of an application, by its content. */
export interface PaperName {
  readonly applicationId: string;
  readonly sha256: string;
}

const contextOf = ({ applicationId, sha256 }: PaperName): string => `papers.bytes.${applicationId}.${sha256}`;
const keyOf = ({ applicationId, sha256 }: PaperName): string => `${applicationId}/${sha256}`;

/** Scans and photos, sealed. */
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
    await tx.query(
      `insert into papers (application_id, kind, sha256, bytes, attached_at) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [applicationId, kind, sha256, this.cipher.seal(the.bytes, contextOf({ applicationId, sha256 })), the.at],
    );
  }

  /** The bytes of these papers, read with one statement. */
  async bytes(tx: EntityManager, names: readonly PaperName[]): Promise<(id: string, sha256: string) => Buffer> {
    const found = new Map<string, Buffer>();
    if (names.length > 0) {
      const rows: { application_id: string; sha256: string; bytes: Buffer }[] = await tx.query(
        `select distinct on (application_id, sha256) application_id, sha256, bytes from papers
         join unnest($1::uuid[], $2::text[]) as wanted (application_id, sha256) using (application_id, sha256)`,
        [names.map(({ applicationId }) => applicationId), names.map(({ sha256 }) => sha256)],
      );
      for (const row of rows) {
        const name = { applicationId: row.application_id, sha256: row.sha256 };
        found.set(keyOf(name), this.cipher.open(row.bytes, contextOf(name)));
      }
    }
    return (applicationId, sha256) => {
      const bytes = found.get(keyOf({ applicationId, sha256 }));
      if (!bytes) throw new Error(`no paper ${sha256} of application ${applicationId}`);
      return bytes;
    };
  }
}
