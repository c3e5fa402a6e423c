import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { BureauAbout, type PrintView } from '@yidi/contracts';
import { Directory } from '@yidi/messaging';
import { type PaperData, type PaperHead, Papers } from '@yidi/papers';
import { type Act, Acts, CONFIG, nextCopy, notePrint, ok, printsOf, Problem } from '@yidi/service';
import type { ProductionConfig } from '../config.js';
import { BatchStore } from '../store/batch.store.js';

const kind = 'batch-manifest';

type ListedCard = PaperData<typeof kind>['cards'][number];

/** Prints the manifest of a batch and notes each copy: the same key again gives the same copy once more. */
@Injectable()
export class ManifestPrinter {
  constructor(
    private readonly database: DataSource,
    private readonly acts: Acts,
    private readonly batches: BatchStore,
    private readonly directory: Directory,
    private readonly papers: Papers,
    @Inject(CONFIG) private readonly config: ProductionConfig,
  ) {}

  async print(batchId: string, printer: string | undefined, act: Act): Promise<{ pdf: Buffer; copy: number }> {
    const { officer, at } = act;
    const printed = { by: officer.name, at: at.toISOString() };
    let pdf: Buffer | undefined;
    const { body } = await this.acts.perform(act, async (tx) => {
      const copy = await nextCopy(tx, batchId, kind);
      const paper = await this.set(tx, batchId, { ...printed, copy });
      pdf = paper.pdf;
      await notePrint(tx, {
        subject: batchId,
        kind,
        copy,
        officer,
        at,
        printer,
        missingCharacters: paper.missing.length,
      });
      return ok({ ...printed, copy });
    });
    pdf ??= (await this.set(this.database.manager, batchId, body)).pdf;
    return { pdf, copy: body.copy };
  }

  /** What was printed of a batch. */
  async prints(batchId: string): Promise<PrintView[]> {
    if (!(await this.batches.find(this.database.manager, batchId))) throw new Problem('NOT_FOUND');
    return printsOf(this.database.manager, batchId);
  }

  private async set(tx: EntityManager, batchId: string, print: { by: string; at: string; copy: number }) {
    const batch = await this.batches.find(tx, batchId);
    if (!batch) throw new Problem('NOT_FOUND');
    const cards: ListedCard[] = await tx.query(
      `select id as "cardId", serial, ordered_by as "orderedBy", point, due_on::text as "dueOn", attempt
       from cards where batch_id = $1 order by id`,
      [batchId],
    );
    const { madeBy, startedAt } = batch;
    return this.papers.print(kind, { head: this.head(print), batchId, maker: madeBy.name, startedAt, cards });
  }

  private head({ by, at, copy }: { by: string; at: string; copy: number }): PaperHead {
    const { name, nameEn, phone, contact } = BureauAbout.parse(this.directory.bureau(this.config.BUREAU)?.about);
    return {
      office: { bureau: name, bureauEn: nameEn, place: name, address: contact, phone },
      demo: this.config.YIDI_MODE === 'development',
      copy,
      printedBy: by,
      printedAt: at,
    };
  }
}
