import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { bytesArray } from '@yidi/messaging';
import { FieldCipher, noteRead, type Officer } from '@yidi/service';

/** A paper as it came: whose application, from which bureau, its bytes. */
export interface ReceivedPaper {
  readonly applicationId: string;
  readonly senderBureau: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly receivedAt: Date;
}

type PaperKey = Pick<ReceivedPaper, 'applicationId' | 'senderBureau' | 'sha256'>;

const contextOf = ({ applicationId, senderBureau, sha256 }: PaperKey): string =>
  `review_papers.bytes.${applicationId}.${senderBureau}.${sha256}`;

/** Photos and scans, sealed. They come before the letter that names them, so they are kept by sender, not by review. */
@Injectable()
export class PaperStore {
  constructor(
    private readonly database: DataSource,
    private readonly cipher: FieldCipher,
  ) {}

  /** Keeps papers; the same one again changes nothing. */
  async keep(tx: EntityManager, papers: readonly ReceivedPaper[]): Promise<void> {
    await tx.query(
      `insert into review_papers (application_id, sender_bureau, sha256, bytes, received_at)
       select * from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::timestamptz[]) on conflict do nothing`,
      [
        papers.map(({ applicationId }) => applicationId),
        papers.map(({ senderBureau }) => senderBureau),
        papers.map(({ sha256 }) => sha256),
        bytesArray(papers.map((paper) => this.cipher.seal(paper.bytes, contextOf(paper)))),
        papers.map(({ receivedAt }) => receivedAt),
      ],
    );
  }

  /** The bytes of a paper; who reads it for which purpose is noted in the same transaction. */
  reveal(
    key: PaperKey,
    read: { readonly officer: Officer; readonly purpose: string; readonly at: Date; readonly kind: string },
  ): Promise<Buffer | undefined> {
    const { officer, purpose, at, kind } = read;
    return this.database.transaction(async (tx) => {
      const rows: { bytes: Buffer }[] = await tx.query(
        'select bytes from review_papers where application_id = $1 and sender_bureau = $2 and sha256 = $3',
        [key.applicationId, key.senderBureau, key.sha256],
      );
      if (!rows[0]) return undefined;
      await noteRead(tx, { at, officer, purpose, subject: key.applicationId, fields: [`paper:${kind}`] });
      return this.cipher.open(rows[0].bytes, contextOf(key));
    });
  }
}
