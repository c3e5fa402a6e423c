import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { CreditBatch, CreditBatchTaken } from '@yidi/contracts';
import { chinaDay, type CreditAnswer } from '@yidi/domain';
import { FieldCipher, Problem } from '@yidi/service';
import { CaseFiles } from './case-file.js';

type Batch = z.infer<typeof CreditBatch>;
type Outcome = z.infer<typeof CreditBatchTaken>['outcome'];

interface Feed {
  readonly newest_number: string;
  readonly newest_batch: string | null;
  readonly newest_issued_at: Date | null;
}

const hourMs = 3_600_000;
/** How far the platform's clock may run ahead of ours: a batch of the future would make a silent feed look fresh. */
const mostAheadMs = 5 * 60_000;

const ageHours = (issuedAt: Date | null | undefined, at: Date): number | undefined =>
  issuedAt ? Math.max(0, (at.getTime() - issuedAt.getTime()) / hourMs) : undefined;

const refused = (detail: string): Problem => new Problem('BAD_INPUT', { detail });

/** What the credit platform has pushed so far. */
@Injectable()
export class CreditStore {
  constructor(
    private readonly database: DataSource,
    private readonly files: CaseFiles,
    private readonly cipher: FieldCipher,
  ) {}

  /** Active records of a person, and how old the feed is. */
  async ask(tx: EntityManager, citizenNumber: string, at: Date): Promise<CreditAnswer> {
    const [row]: { issued_at: Date | null; records: string[] }[] = await tx.query(
      `select newest_issued_at as issued_at, array(
         select record_id from credit_records
         where person_index = $1 and withdrawn_at is null and (valid_until is null or valid_until >= $2::date)
         order by record_id) as records
       from credit_feed`,
      [this.files.personIndex(citizenNumber), chinaDay(at)],
    );
    return { recordIds: row?.records ?? [], feedAgeHours: ageHours(row?.issued_at, at) };
  }

  /** When the newest batch was issued, and how long ago that is. */
  async feed(at: Date): Promise<{ issuedAt: Date | undefined; ageHours: number | undefined }> {
    const [row]: { issued_at: Date | null }[] = await this.database.query(
      'select newest_issued_at as issued_at from credit_feed',
    );
    return { issuedAt: row?.issued_at ?? undefined, ageHours: ageHours(row?.issued_at, at) };
  }

  /** Takes a batch, once and in the platform's order: a repeated or late one changes nothing, a wrong one is refused whole. */
  take(batch: Batch, at: Date): Promise<Outcome> {
    return this.database.transaction(async (tx) => {
      const [feed]: Feed[] = await tx.query(
        'select newest_number, newest_batch, newest_issued_at from credit_feed for update',
      );
      const [known]: unknown[] = await tx.query('select 1 from credit_batches where batch_id = $1', [batch.batchId]);
      if (known || feed?.newest_batch === batch.batchId) return 'repeated';
      if (batch.number <= Number(feed?.newest_number ?? 0)) return 'late';
      if (Date.parse(batch.issuedAt) > at.getTime() + mostAheadMs) throw refused('the batch was issued in the future');
      await this.write(tx, batch, at);
      return 'taken';
    });
  }

  /** An empty batch is a heartbeat and leaves no row behind. */
  private async write(tx: EntityManager, { batchId, number, issuedAt, additions, withdrawals }: Batch, at: Date) {
    await tx.query('update credit_feed set newest_number = $1, newest_batch = $2, newest_issued_at = $3', [
      number,
      batchId,
      issuedAt,
    ]);
    if (additions.length === 0 && withdrawals.length === 0) return;
    await tx.query('insert into credit_batches (batch_id, number, taken_at) values ($1, $2, $3)', [
      batchId,
      number,
      at,
    ]);
    const records = additions.map((record) => ({ ...record, person: this.files.personIndex(record.citizenNumber) }));
    await this.refuseOthers(tx, records);
    await tx.query(
      `insert into credit_records (record_id, person_index, reason, valid_until)
       select * from unnest($1::text[], $2::bytea[], $3::bytea[], $4::date[])
       on conflict (record_id) do update set reason = excluded.reason, valid_until = excluded.valid_until,
         withdrawn_at = null`,
      [
        records.map(({ recordId }) => recordId),
        records.map(({ person }) => person),
        records.map(({ recordId, reason }) => this.cipher.sealText(reason, `credit_records.reason.${recordId}`)),
        records.map(({ validUntil }) => validUntil),
      ],
    );
    await tx.query('update credit_records set withdrawn_at = $2 where record_id = any ($1::text[])', [withdrawals, at]);
  }

  /** A record stays with its person: an id that comes again for somebody else would clear the first one. */
  private async refuseOthers(tx: EntityManager, records: readonly { recordId: string; person: Buffer }[]) {
    const [other]: unknown[] = await tx.query(
      `select 1 from credit_records known join unnest($1::text[], $2::bytea[]) as given (record_id, person_index)
         on given.record_id = known.record_id where given.person_index <> known.person_index limit 1`,
      [records.map(({ recordId }) => recordId), records.map(({ person }) => person)],
    );
    if (other) throw refused('a record id is held for another person');
  }
}
