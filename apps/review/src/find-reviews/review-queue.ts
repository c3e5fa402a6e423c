import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { HistoryEntry, PageQuery, ReviewRow, ReviewsQuery } from '@yidi/contracts';
import type { Day, Review } from '@yidi/domain';
import { Bureau, fromCursor, page, type Page } from '@yidi/service';
import { rowOf } from '../review-view.js';
import { readColumns, ReviewRows } from '../store/review-rows.js';

const ByLimit = z.tuple([z.iso.date(), z.uuid()]);
const ByNumber = z.tuple([z.string().regex(/^\d{1,18}$/)]);

interface HistoryRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: 'officer' | 'letter' | 'system';
  readonly officer_id: string | null;
  readonly officer_name: string | null;
  readonly officer_bureau: string | null;
  readonly letter_id: string | null;
  readonly act: string;
  readonly from_state: string | null;
  readonly to_state: string;
  readonly revision: number;
  readonly details: Record<string, unknown>;
}

/** Pages of reviews in the order of the legal limit, and of what happened to one. */
@Injectable()
export class ReviewQueue {
  constructor(
    private readonly database: DataSource,
    private readonly rows: ReviewRows,
    private readonly bureau: Bureau,
  ) {}

  async page(query: z.infer<typeof ReviewsQuery>, today: Day): Promise<Page<z.infer<typeof ReviewRow>>> {
    const after = fromCursor(query.cursor, ByLimit);
    const conditions: string[] = [];
    const parameters: unknown[] = [];
    const parameter = (value: unknown) => `$${parameters.push(value)}`;
    if (query.state) conditions.push(`state = ${parameter(query.state)}`);
    if (query.late) conditions.push(`state in ('open', 'claimed', 'reviewed') and due_on < ${parameter(today)}::date`);
    if (after)
      conditions.push(`(due_on, application_id) > (${parameter(after[0])}::date, ${parameter(after[1])}::uuid)`);
    const rows: unknown[] = await this.database.query(
      `select ${readColumns} from reviews ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
       order by reviews.due_on, application_id limit ${parameter(query.limit + 1)}`,
      parameters,
    );
    return page(
      rows.map((row) => this.rows.read(row).review),
      query.limit,
      { item: rowOf, keyset: ({ clock, applicationId }) => [clock.dueOn, applicationId] },
    );
  }

  async history(
    review: Review,
    { cursor, limit }: z.infer<typeof PageQuery>,
  ): Promise<Page<z.infer<typeof HistoryEntry>>> {
    const [after] = fromCursor(cursor, ByNumber) ?? ['0'];
    const rows: HistoryRow[] = await this.database.query(
      'select * from history where subject_id = $1 and id > $2 order by id limit $3',
      [review.applicationId, after, limit + 1],
    );
    return page(rows, limit, { item: (row) => this.entryOf(row, review), keyset: ({ id }) => [id] });
  }

  private entryOf(row: HistoryRow, review: Review): z.infer<typeof HistoryEntry> {
    const { at, act, from_state, to_state, revision, details } = row;
    return {
      at: at.toISOString(),
      by: this.actorOf(row, review),
      act,
      from: from_state,
      to: to_state,
      revision,
      note: details,
    };
  }

  /** Letters about a review come from one bureau only, the applicant's bureau of residence. */
  private actorOf(row: HistoryRow, { residenceBureau }: Review): z.infer<typeof HistoryEntry>['by'] {
    if (row.actor === 'system') return { id: 'system', name: 'system', bureau: this.bureau.code };
    if (row.actor === 'letter') return { id: row.letter_id ?? '', name: 'letter', bureau: residenceBureau };
    return {
      id: row.officer_id ?? '',
      name: row.officer_name ?? '',
      bureau: row.officer_bureau ?? this.bureau.code,
    };
  }
}
