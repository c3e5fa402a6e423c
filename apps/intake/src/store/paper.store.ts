import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AttachmentSent, type Paper, type PaperKind } from '@yidi/domain';
import { type AtRest, bytesOfContent, sealContent } from '@yidi/messaging';
import { FieldCipher } from '@yidi/service';

/** A paper of an application, by its content. */
export interface PaperName {
  readonly applicationId: string;
  readonly kind: PaperKind;
  readonly sha256: string;
}

/** Where letters find the papers that they take along. */
export const paperContents = 'select content_id as id, sealed from papers';

const keyOf = ({ applicationId, kind, sha256 }: PaperName): string => `${applicationId}/${kind}/${sha256}`;

/** The id of a paper's content: the same for the same paper, so that nobody has to look it up. */
export function contentIdOf(paper: PaperName): string {
  const hash = createHash('sha256').update(keyOf(paper)).digest();
  hash.writeUInt8(0x80 | (hash.readUInt8(6) & 0x0f), 6);
  hash.writeUInt8(0x80 | (hash.readUInt8(8) & 0x3f), 8);
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A paper as the content of the letters that will take it to the county. */
export function sealPaper(
  cipher: AtRest,
  { applicationId, paper, bytes }: { applicationId: string; paper: Paper; bytes: Uint8Array },
): Buffer {
  const id = contentIdOf({ applicationId, ...paper });
  return sealContent(cipher, id, { letter: AttachmentSent, payload: { applicationId, paper }, bytes });
}

/** Scans and photos. Each is sealed once, as the content of the letters that take it to the county, and never copied again. */
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
      `insert into papers (application_id, kind, sha256, content_id, sealed, attached_at) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [
        applicationId,
        kind,
        sha256,
        contentIdOf({ applicationId, kind, sha256 }),
        sealPaper(this.cipher, { applicationId, ...the }),
        the.at,
      ],
    );
  }

  /** The bytes of these papers, read with one statement. */
  async bytes(tx: EntityManager, names: readonly PaperName[]): Promise<(name: PaperName) => Uint8Array> {
    const ids = names.map(contentIdOf);
    const rows: { content_id: string; sealed: Buffer }[] =
      ids.length === 0
        ? []
        : await tx.query('select content_id, sealed from papers where content_id = any ($1::uuid[])', [ids]);
    const opened = new Map(
      rows.map((row) => [row.content_id, bytesOfContent(this.cipher, row.content_id, row.sealed)]),
    );
    return (name) => {
      const bytes = opened.get(contentIdOf(name));
      if (!bytes) throw new Error(`no ${name.kind} of application ${name.applicationId}`);
      return bytes;
    };
  }
}
