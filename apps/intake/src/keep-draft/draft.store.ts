import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DraftContent, type DraftRow, type DraftView, type Purpose } from '@yidi/contracts';
import { DomainError, maskPersonName, nameOf, type Officer } from '@yidi/domain';
import {
  type Act,
  Acts,
  type Answer,
  type Edit,
  FieldCipher,
  noteRead,
  ok,
  Problem,
  staleRevision,
} from '@yidi/service';
import type { z } from 'zod';

/** What nobody has taken up again for so long is not kept: it is personal data without a case. */
const keptDays = 14;
const mostListed = 100;

interface Row {
  readonly id: string;
  readonly point: DraftRow['point'];
  readonly revision: number;
  readonly content: Buffer;
  readonly saved_by: DraftRow['savedBy'];
  readonly saved_at: Date;
}

/** Drafts of the desk: sealed, kept at their point. */
@Injectable()
export class DraftStore {
  constructor(
    private readonly database: DataSource,
    private readonly acts: Acts,
    private readonly cipher: FieldCipher,
  ) {}

  /** The drafts of the officer's point, the latest first. */
  async list({ point }: Officer): Promise<{ items: DraftRow[] }> {
    const rows: Row[] = await this.database.query(
      'select * from desk_drafts where point = $1 order by saved_at desc, id limit $2',
      [point, mostListed],
    );
    return { items: rows.map((row) => rowOf(row, this.open(row))) };
  }

  /** How many drafts a point has, or the whole bureau. */
  async count(point: string | undefined): Promise<number> {
    const [row]: { count: number }[] = await this.database.query(
      `select count(*)::int from (select 1 from desk_drafts where $1::text is null or point = $1 limit ${mostListed}) as counted`,
      [point ?? null],
    );
    return row?.count ?? 0;
  }

  /** A draft as it was typed; the reading is logged. */
  read(id: string, reading: { officer: Officer; purpose: z.infer<typeof Purpose>; at: Date }): Promise<DraftView> {
    return this.database.transaction(async (tx) => {
      const row = await this.get(tx, id, reading.officer);
      await noteRead(tx, { ...reading, subject: id, fields: ['draft'] });
      return this.view(row);
    });
  }

  /** Keeps what was typed, unless a colleague has gone on with it meanwhile. */
  save(id: string, edit: Edit, content: DraftContent): Promise<DraftView> {
    const { officer, at, ifMatch = 0 } = edit;
    return this.database.transaction(async (tx) => {
      if (ifMatch > 0) await this.get(tx, id, officer);
      else
        await tx.query(`delete from desk_drafts where saved_at < $1::timestamptz - interval '${keptDays} days'`, [at]);
      const values = [id, officer.point, ifMatch, this.seal(id, content), JSON.stringify(nameOf(officer)), at];
      const [row]: Row[] = await tx.query(
        `insert into desk_drafts (id, point, revision, content, saved_by, saved_at) values ($1, $2, $3 + 1, $4, $5, $6)
         on conflict (id) do update set revision = excluded.revision, content = excluded.content,
           saved_by = excluded.saved_by, saved_at = excluded.saved_at
         where desk_drafts.revision = $3 and desk_drafts.point = excluded.point returning *`,
        values,
      );
      if (!row) throw staleRevision(edit, await this.current(tx, id, officer));
      return this.view(row);
    });
  }

  /** The draft has become an application, or nobody needs it. */
  drop(id: string, act: Act): Promise<Answer<object>> {
    return this.acts.perform(act, async (tx) => {
      const { revision } = await this.get(tx, id, act.officer);
      if (revision !== act.ifMatch) throw staleRevision(act, await this.current(tx, id, act.officer));
      await tx.query('delete from desk_drafts where id = $1', [id]);
      return ok({});
    });
  }

  private async get(tx: EntityManager, id: string, { point }: Officer): Promise<Row> {
    const [row]: Row[] = await tx.query('select * from desk_drafts where id = $1 for update', [id]);
    if (!row) throw new Problem('NOT_FOUND');
    if (row.point !== point)
      throw new DomainError('WRONG_POINT', 'the draft is of another point', { point: row.point });
    return row;
  }

  private async current(tx: EntityManager, id: string, officer: Officer) {
    const { revision, saved_by, saved_at } = await this.get(tx, id, officer);
    return {
      revision,
      changedBy: saved_by.id,
      changedByName: saved_by.name,
      changedAt: saved_at,
      lastAct: 'save-draft',
    };
  }

  private view(row: Row): DraftView {
    const content = this.open(row);
    return { ...rowOf(row, content), content };
  }

  private open({ id, content }: Row): DraftContent {
    return this.cipher.openJson(content, contextOf(id), DraftContent);
  }

  private seal(id: string, content: DraftContent): Buffer {
    return this.cipher.sealJson(content, contextOf(id));
  }
}

const contextOf = (id: string): string => `desk_drafts.content.${id}`;

function rowOf({ id, point, revision, saved_by, saved_at }: Row, { fields }: DraftContent): DraftRow {
  const person = maskPersonName(fields['name'] ?? '');
  return { id, point, revision, person, savedBy: saved_by, savedAt: saved_at.toISOString() };
}
