import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { BureauAbout, type PrintsView } from '@yidi/contracts';
import type { Officer, Role } from '@yidi/domain';
import { Directory } from '@yidi/messaging';
import { type PaperData, type PaperHead, Papers, type Printed } from '@yidi/papers';
import { type Act, Acts, CONFIG, nextCopy, notePrint, ok, printsOf, Problem } from '@yidi/service';
import type { ProductionConfig } from '../config.js';
import { BatchStore } from '../store/batch.store.js';

const kind = 'batch-manifest';

/** Who prints at the centre. */
export const printRoles = ['maker', 'inspector', 'supervisor'] as const satisfies readonly Role[];

type ListedCard = PaperData<typeof kind>['cards'][number];

/** A copy as PDF, with what its answer says besides. */
interface PrintedCopy {
  readonly pdf: Buffer;
  readonly copy: number;
  readonly missingCharacters: number;
}

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

  async print(batchId: string, printer: string | undefined, act: Act): Promise<PrintedCopy> {
    const { officer, at } = act;
    const by = { by: officer.name, at: at.toISOString() };
    let printed: Printed | undefined;
    const { body } = await this.acts.perform(act, async (tx) => {
      const copy = await nextCopy(tx, batchId, kind);
      printed = await this.set(tx, batchId, { ...by, copy });
      const missingCharacters = printed.missing.length;
      await notePrint(tx, { subject: batchId, kind, copy, officer, at, printer, missingCharacters });
      return ok({ ...by, copy, missingCharacters });
    });
    printed ??= await this.set(this.database.manager, batchId, body);
    return { pdf: printed.pdf, copy: body.copy, missingCharacters: body.missingCharacters };
  }

  /** What was printed of a batch, and what this officer can print now. */
  async prints(batchId: string, officer: Officer): Promise<PrintsView> {
    if (!(await this.batches.find(this.database.manager, batchId))) throw new Problem('NOT_FOUND');
    const prints = printRoles.some((role) => officer.roles.includes(role));
    return { items: await printsOf(this.database.manager, batchId), printable: prints ? [kind] : [] };
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
