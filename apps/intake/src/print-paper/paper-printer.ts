import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { PrintPaper, PrintsView } from '@yidi/contracts';
import {
  type Application,
  checkPrint,
  type Officer,
  printable,
  type PrintKind,
  type Role,
  worksThere,
} from '@yidi/domain';
import { Papers, type Printed } from '@yidi/papers';
import { type Act, Acts, nextCopy, notePrint, noteRead, ok, printsOf } from '@yidi/service';
import { ApplicationStore } from '../store/application.store.js';
import { PaperStore } from '../store/paper.store.js';
import { type Asked, PaperDataOf } from './paper-data.js';

/** Who prints at the desk. */
export const printRoles = ['clerk', 'accepting-officer', 'supervisor'] as const satisfies readonly Role[];

/** A paper, and which copy it is. */
export interface PrintedCopy {
  readonly pdf: Buffer;
  readonly copy: number;
  readonly missingCharacters: number;
}

/** Prints papers and notes each: the same key again gives the same copy once more. */
@Injectable()
export class PaperPrinter {
  constructor(
    private readonly database: DataSource,
    private readonly acts: Acts,
    private readonly applications: ApplicationStore,
    private readonly contents: PaperStore,
    private readonly data: PaperDataOf,
    private readonly papers: Papers,
  ) {}

  async print(id: string, { kind, size = 'a5', printer }: z.infer<typeof PrintPaper>, act: Act): Promise<PrintedCopy> {
    const { officer, at } = act;
    let printed: Printed | undefined;
    const { body } = await this.acts.perform(act, async (tx) => {
      const application = await this.due(tx, id, kind, officer);
      const copy = await nextCopy(tx, id, kind);
      printed = await this.set(tx, application, kind, { officer, at, copy, size });
      const missingCharacters = printed.missing.length;
      await notePrint(tx, { subject: id, kind, copy, officer, at, printer, missingCharacters });
      await noteRead(tx, { at, officer, subject: id, purpose: 'handling', fields: [`prints.${kind}`] });
      return ok({ copy, missingCharacters, at: at.toISOString() });
    });
    printed ??= await this.again(id, kind, { officer, size, copy: body.copy, at: new Date(body.at) });
    return { pdf: printed.pdf, copy: body.copy, missingCharacters: body.missingCharacters };
  }

  /** What was printed of an application, and what this officer can print now. */
  async prints(id: string, officer: Officer): Promise<PrintsView> {
    const { application } = await this.applications.get(id);
    const prints = printRoles.some((role) => officer.roles.includes(role));
    return {
      items: await printsOf(this.database.manager, id),
      printable: prints && worksThere(application, officer) ? printable(application) : [],
    };
  }

  private again(id: string, kind: PrintKind, asked: Omit<Asked, 'photo'>): Promise<Printed> {
    return this.database.transaction(async (tx) =>
      this.set(tx, await this.due(tx, id, kind, asked.officer), kind, asked),
    );
  }

  private async due(tx: EntityManager, id: string, kind: PrintKind, officer: Officer): Promise<Application> {
    const { application } = await this.applications.get(id, tx);
    checkPrint(application, kind, officer);
    return application;
  }

  private async set(
    tx: EntityManager,
    application: Application,
    kind: PrintKind,
    asked: Omit<Asked, 'photo'>,
  ): Promise<Printed> {
    const photo = kind === 'acceptance-form' ? await this.photoOf(tx, application) : null;
    return this.one(kind, application, { ...asked, photo });
  }

  private one<K extends PrintKind>(kind: K, application: Application, asked: Asked): Promise<Printed> {
    return this.papers.print<K>(kind, this.data.of[kind](application, asked));
  }

  private async photoOf(tx: EntityManager, { id, papers }: Application): Promise<Uint8Array | null> {
    const photo = papers.find(({ kind }) => kind === 'photo');
    if (!photo) return null;
    const name = { applicationId: id, kind: photo.kind, sha256: photo.sha256 };
    return (await this.contents.bytes(tx, [name]))(name);
  }
}
