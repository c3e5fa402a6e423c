import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { HistoryEntry, PageQuery, Purpose, ReviewRow, ReviewsPage, ReviewsQuery } from '@yidi/contracts';
import {
  chinaDay,
  type Day,
  DayText,
  liveReviewStates,
  type Officer,
  pressingReviewStates,
  type Review,
  reviewSteps,
  statesFor,
} from '@yidi/domain';
import { Bureau, fromCursor, historyOf, noteRead, page, type Page, waitingIn } from '@yidi/service';
import { rowOf } from '../review-view.js';
import { readColumns, ReviewRows } from '../store/review-rows.js';

const ByLimit = z.tuple([DayText, z.uuid()]);
const mostOfPerson = 100;

/** Pages of reviews in the order of the legal limit, and of what happened to one. */
@Injectable()
export class ReviewQueue {
  constructor(
    private readonly database: DataSource,
    private readonly rows: ReviewRows,
    private readonly bureau: Bureau,
  ) {}

  async page(query: z.infer<typeof ReviewsQuery>, now: Date): Promise<Page<z.infer<typeof ReviewRow>>> {
    const after = fromCursor(query.cursor, ByLimit);
    const conditions: string[] = [];
    const parameters: unknown[] = [];
    const parameter = (value: unknown) => `$${parameters.push(value)}`;
    if (query.state) conditions.push(`state = ${parameter(query.state)}`);
    if (query.acceptanceNumber) conditions.push(`acceptance_number = ${parameter(query.acceptanceNumber)}`);
    if (query.late) {
      conditions.push(`state = any(${parameter(pressingReviewStates)}) and due_on < ${parameter(chinaDay(now))}::date`);
    }
    if (query.free) {
      const left = `state = any(${parameter(statesFor(reviewSteps, 'take-over'))}) and claimed_until <= ${parameter(now)}`;
      conditions.push(`(state = any(${parameter(statesFor(reviewSteps, 'claim'))}) or (${left}))`);
    }
    if (query.clean) conditions.push('clean');
    if (after)
      conditions.push(`(due_on, application_id) > (${parameter(after[0])}::date, ${parameter(after[1])}::uuid)`);
    const rows: unknown[] = await this.database.query(
      `select ${readColumns} from reviews ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
       order by reviews.due_on, application_id limit ${parameter(query.limit + 1)}`,
      parameters,
    );
    return page(
      rows.map((row) => this.rows.line(row)),
      query.limit,
      { item: rowOf, keyset: ({ clock, applicationId }) => [clock.dueOn, applicationId] },
    );
  }

  /** Every review of a person here, newest first; to know that it is theirs is to read it. */
  ofPerson(
    citizenNumber: string,
    { officer, purpose, at }: { officer: Officer; purpose: z.infer<typeof Purpose>; at: Date },
  ): Promise<z.infer<typeof ReviewsPage>> {
    return this.database.transaction(async (tx) => {
      const rows: unknown[] = await tx.query(
        `select ${readColumns} from reviews where person_index = $1 order by application_id desc limit ${mostOfPerson}`,
        [this.rows.personIndex(citizenNumber)],
      );
      const items = rows.map((row) => rowOf(this.rows.line(row)));
      const look = { at, officer, purpose, fields: ['person'] };
      await noteRead(tx, ...items.map(({ applicationId }) => ({ ...look, subject: applicationId })));
      return { items, next: null };
    });
  }

  /** How many reviews stand in each state; late are those that wait for this county. */
  waiting(today: Day) {
    const the = { table: 'reviews', states: liveReviewStates, pressing: pressingReviewStates } as const;
    return waitingIn(this.database.manager, { ...the, today });
  }

  history(
    { applicationId, residenceBureau }: Review,
    query: z.infer<typeof PageQuery>,
  ): Promise<Page<z.infer<typeof HistoryEntry>>> {
    const about = { subject: applicationId, bureau: this.bureau.code, lettersFrom: residenceBureau };
    return historyOf(this.database.manager, about, query);
  }
}
