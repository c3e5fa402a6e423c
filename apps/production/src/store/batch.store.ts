import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { type BatchesQuery, type BatchSummary, type BatchView, mostCounted } from '@yidi/contracts';
import { type OfficerName, SignedCertification, writeChip } from '@yidi/domain';
import { FieldCipher, type OutsideMore } from '@yidi/service';
import type { CardJob, OpenBatch } from '../run-machine/job.js';
import { orderContext } from './card.rows.js';

/** A batch as an officer sees it. */
export type Batch = z.infer<typeof BatchView>;

interface BatchRow extends Omit<Batch, 'startedAt' | 'cards'> {
  readonly startedAt: Date;
}

interface JobRow {
  readonly id: string;
  readonly certificationId: string;
  readonly signed: Buffer;
  readonly photo: Buffer;
}

interface SummaryRow extends Omit<BatchSummary, 'startedAt'> {
  readonly startedAt: Date;
}

/** Batches, and how far the machine is with them. */
@Injectable()
export class BatchStore {
  constructor(
    private readonly database: DataSource,
    private readonly cipher: FieldCipher,
  ) {}

  async insert(tx: EntityManager, batch: { id: string; madeBy: OfficerName; startedAt: Date }): Promise<void> {
    await tx.query(`insert into batches (id, state, made_by, started_at) values ($1, 'sent', $2::jsonb, $3)`, [
      batch.id,
      JSON.stringify(batch.madeBy),
      batch.startedAt,
    ]);
  }

  async find(tx: EntityManager, id: string): Promise<Batch | undefined> {
    const [row]: BatchRow[] = await tx.query(
      'select id, state, made_by as "madeBy", started_at as "startedAt" from batches where id = $1',
      [id],
    );
    if (!row) return undefined;
    const cards: Batch['cards'] = await tx.query(
      `select id as "cardId", state, serial, spoil->>'fault' as fault from cards where batch_id = $1 order by id`,
      [id],
    );
    return { ...row, startedAt: row.startedAt.toISOString(), cards };
  }

  /** A page of batches, the newest first. */
  async list(
    tx: EntityManager,
    query: Omit<z.infer<typeof BatchesQuery>, 'cursor'> & { before: string | undefined },
  ): Promise<BatchSummary[]> {
    const rows: SummaryRow[] = await tx.query(
      `select b.id, b.state, b.made_by as "madeBy", b.started_at as "startedAt", counted.* from (
         select * from batches where ($1::text is null or state = $1) ${query.open ? "and state <> 'done'" : ''}
           and ($2::uuid is null or id < $2) order by id desc limit $3) b
       cross join lateral (
         select count(*)::int as cards, count(serial)::int as made, count(spoil->>'fault')::int as failed
         from cards where batch_id = b.id) counted
       order by b.id desc`,
      [query.state ?? null, query.before ?? null, query.limit],
    );
    return rows.map(({ startedAt, ...row }) => ({ ...row, startedAt: startedAt.toISOString() }));
  }

  /** How many batches the machine has not finished, as far as counts go. */
  async unfinished(): Promise<number> {
    const { waiting = 0, running = 0 } = await this.open();
    return waiting + running;
  }

  /** The batch to look at next, and in how many milliseconds. */
  async nextOpen(): Promise<OpenBatch | undefined> {
    const [batch]: OpenBatch[] = await this.database.query(
      `select id, state, tries, greatest(0, ceil(extract(epoch from next_look_at - clock_timestamp()) * 1000))::int as "inMs"
       from batches where state <> 'done' order by next_look_at limit 1`,
    );
    return batch;
  }

  /** How many batches the machine has not taken and not finished, and since when the oldest of them. */
  async open(): Promise<OutsideMore> {
    const [row]: { waiting: number; running: number; oldest: Date | null }[] = await this.database.query(
      `select count(*) filter (where state = 'sent')::int as waiting, count(*) filter (where state = 'running')::int as running,
         min(started_at) as oldest
       from (select state, started_at from batches where state <> 'done' order by next_look_at limit ${mostCounted}) as counted`,
    );
    return { waiting: row?.waiting ?? 0, running: row?.running ?? 0, oldestAt: row?.oldest?.toISOString() ?? null };
  }

  /** The machine's job of a batch: always the same cards in the same order, so that it may be sent again. */
  async jobOf(batchId: string): Promise<CardJob> {
    const rows: JobRow[] = await this.database.query(
      `select c.id, o.id as "certificationId", o.signed, o.photo
       from cards c join card_orders o on o.id = c.certification_id where c.batch_id = $1 order by c.id`,
      [batchId],
    );
    const cards = rows.map(({ id, certificationId, signed, photo }) => {
      const context = orderContext('signed', certificationId);
      const { face } = this.cipher.openJson(signed, context, SignedCertification).certification;
      const picture = this.cipher.open(photo, orderContext('photo', certificationId));
      return {
        cardId: id,
        face,
        chip: Buffer.from(writeChip(face)).toString('base64'),
        photo: picture.toString('base64'),
      };
    });
    return { jobId: batchId, cards };
  }

  /** Notes how far the machine is and when to look again. */
  async look(
    tx: EntityManager,
    id: string,
    next: { state: Batch['state']; tries: number; inMs: number },
  ): Promise<void> {
    await tx.query(
      `update batches set state = $2, tries = $3, next_look_at = clock_timestamp() + $4 * interval '1 millisecond'
       where id = $1 and state <> 'done'`,
      [id, next.state, next.tries, next.inMs],
    );
  }
}
