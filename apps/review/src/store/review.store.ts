import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import type { ReviewView } from '@yidi/contracts';
import type { Change, Review, ReviewAct } from '@yidi/domain';
import { Outbox, ParkLetter, type ReceivedLetter } from '@yidi/messaging';
import {
  type Act,
  Acts,
  type Answer,
  checkRevisionOf,
  type HistoryEntry,
  noteHistory,
  noteRead,
  ok,
  Problem,
  type ReadEntry,
} from '@yidi/service';
import { viewOf } from '../review-view.js';
import { insertSql, isLive, readColumns, ReviewRows, type StoredReview, updateSql } from './review-rows.js';

/** One step of a review: what it was, what it becomes, by whom. */
export interface Step {
  readonly before: Review | undefined;
  readonly change: Change<Review>;
  readonly act: string;
  readonly by: HistoryEntry['by'];
  readonly at: Date;
  readonly traceparent?: string | undefined;
}

/** A letter about an application, as every handler here gets it. */
export type LetterAbout<P extends { applicationId: string }> = ReceivedLetter<P>;

const whoOf = (by: Step['by']): string => {
  if (by === 'system') return by;
  return 'letter' in by ? `letter ${by.letter}` : by.id;
};

const stored = ({ change, act, by, at }: Step): StoredReview => ({
  review: change.next,
  changed: { at, by: whoOf(by), act },
});

/** A change that moves the revision on; one that changes nothing (letters that crossed) leaves it. */
const revised = (before: Review, change: Change<Review>): Change<Review> =>
  change.next === before ? change : { ...change, next: { ...change.next, revision: before.revision + 1 } };

/** Reviews with what belongs to every change of them: the lock, the revision, history and letters. */
@Injectable()
export class ReviewStore {
  constructor(
    private readonly database: DataSource,
    private readonly acts: Acts,
    private readonly outbox: Outbox,
    private readonly rows: ReviewRows,
  ) {}

  /** An officer's act: locks, asks the domain, saves; answers what the officer sees next. */
  change(
    act: Act,
    the: { readonly applicationId: string; readonly step: ReviewAct },
    decide: (review: Review) => Change<Review>,
  ): Promise<Answer<ReviewView>> {
    return this.acts.perform(act, async (tx) => {
      const found = (await this.lock(tx, [the.applicationId])).get(the.applicationId);
      if (!found) throw new Problem('NOT_FOUND');
      const { review } = found;
      await checkRevisionOf(tx, act, { subject: the.applicationId, revision: review.revision });
      const change = revised(review, decide(review));
      await this.write(tx, [{ ...act, by: act.officer, before: review, change, act: the.step }]);
      return ok(viewOf(change.next, act));
    });
  }

  /** Moves on how long a review is held, and nothing else. */
  async hold(applicationId: string, renew: (review: Review) => Review): Promise<Review> {
    return this.database.transaction(async (tx) => {
      const found = (await this.lock(tx, [applicationId])).get(applicationId);
      if (!found) throw new Problem('NOT_FOUND');
      const held = renew(found.review);
      await tx.query('update reviews set claimed_until = $2 where application_id = $1', [
        applicationId,
        held.claimedUntil,
      ]);
      return held;
    });
  }

  /** Letters about reviews that are here, in order; a sender that is not the counterpart on the row is turned away. */
  async take<P extends { applicationId: string }>(
    tx: EntityManager,
    { act, letters }: { readonly act: string; readonly letters: readonly LetterAbout<P>[] },
    decide: (review: Review, letter: LetterAbout<P>) => Change<Review>,
  ): Promise<void> {
    const found = await this.lock(tx, subjectsOf(letters));
    const now = new Map([...found].map(([id, { review }]) => [id, review]));
    const steps = letters.map((letter): Step => {
      const before = now.get(letter.subject);
      if (!before || before.residenceBureau !== letter.from.bureau) throw new ParkLetter('not-yours');
      const change = revised(before, decide(before, letter));
      now.set(letter.subject, change.next);
      return { ...byLetter(letter), before, change, act };
    });
    await this.write(tx, steps);
  }

  /** Inserts new reviews; answers those that did not find room: their person has a live review, or the application is here already. */
  async insert(tx: EntityManager, steps: readonly Step[]): Promise<Step[]> {
    const inserted: { application_id: string }[] = await tx.query(insertSql, this.rows.values(steps.map(stored)));
    const there = new Set(inserted.map(({ application_id }) => application_id));
    const [done, left] = [true, false].map((wanted) =>
      steps.filter(({ change }) => there.has(change.next.applicationId) === wanted),
    ) as [Step[], Step[]];
    await this.tell(tx, done);
    return left;
  }

  /** Saves what steps lead to, with their history and letters; several steps of one review are saved once. */
  async write(tx: EntityManager, steps: readonly Step[]): Promise<void> {
    if (steps.length === 0) return;
    const last = new Map(steps.map((step) => [step.change.next.applicationId, step]));
    await tx.query(updateSql, this.rows.values([...last.values()].map(stored)));
    await this.tell(tx, steps);
  }

  /** Locks reviews in one order, so that two batches never wait for each other. */
  async lock(tx: EntityManager, applicationIds: readonly string[]): Promise<Map<string, StoredReview>> {
    const rows: unknown[] = await tx.query(
      `select ${readColumns} from reviews where application_id = any($1::uuid[]) order by application_id for update`,
      [applicationIds],
    );
    return new Map(rows.map((row) => this.rows.read(row)).map((found) => [found.review.applicationId, found]));
  }

  /** The live reviews of these persons, by citizen number. */
  async liveOf(tx: EntityManager, citizenNumbers: readonly string[]): Promise<Map<string, Review>> {
    if (citizenNumbers.length === 0) return new Map();
    const rows: unknown[] = await tx.query(
      `select ${readColumns} from reviews where person_index = any($1::bytea[]) and ${isLive}`,
      [citizenNumbers.map((number) => this.rows.personIndex(number))],
    );
    return new Map(rows.map((row) => this.rows.read(row).review).map((review) => [review.form.citizenNumber, review]));
  }

  /** Reviews whose time limit has reached a level that nobody has noticed; those that others hold are left for later. */
  async lockOverdue(tx: EntityManager, today: string, limit: number): Promise<Review[]> {
    const rows: unknown[] = await tx.query(
      `select ${readColumns} from reviews where next_warning_on <= $1::date
       order by next_warning_on limit $2 for update skip locked`,
      [today, limit],
    );
    return this.rows.openable(rows);
  }

  async find(applicationId: string): Promise<Review | undefined> {
    const rows: unknown[] = await this.database.query(`select ${readColumns} from reviews where application_id = $1`, [
      applicationId,
    ]);
    return rows.map((row) => this.rows.read(row).review)[0];
  }

  async get(applicationId: string): Promise<Review> {
    const review = await this.find(applicationId);
    if (!review) throw new Problem('NOT_FOUND');
    return review;
  }

  /** The same, and who reads it for which purpose is noted in the transaction of the read. */
  async reveal(applicationId: string, read: Omit<ReadEntry, 'subject'>): Promise<Review> {
    return this.database.transaction(async (tx) => {
      const rows: unknown[] = await tx.query(`select ${readColumns} from reviews where application_id = $1`, [
        applicationId,
      ]);
      const review = rows.map((row) => this.rows.read(row).review)[0];
      if (!review) throw new Problem('NOT_FOUND');
      await noteRead(tx, { ...read, subject: applicationId });
      return review;
    });
  }

  private async tell(tx: EntityManager, steps: readonly Step[]): Promise<void> {
    if (steps.length === 0) return;
    await noteHistory(tx, ...steps.map(historyOf));
    await this.outbox.add(
      tx,
      steps.flatMap(({ change, at, traceparent }) =>
        change.letters.map(({ letter, to, payload }) => ({
          letter,
          to,
          payload,
          subject: change.next.applicationId,
          time: at,
          traceparent,
        })),
      ),
    );
  }
}

/** What a letter says of who and when. */
export const byLetter = ({ id, receivedAt, traceparent }: ReceivedLetter): Pick<Step, 'by' | 'at' | 'traceparent'> => ({
  by: { letter: id },
  at: receivedAt,
  traceparent,
});

/** The applications that letters are about; the envelope and the letter must name the same one. */
export function subjectsOf(letters: readonly LetterAbout<{ applicationId: string }>[]): string[] {
  if (letters.some(({ subject, payload }) => subject !== payload.applicationId)) {
    throw new ParkLetter('malformed', 'the envelope names another application than the letter');
  }
  return [...new Set(letters.map(({ subject }) => subject))];
}

function historyOf({ before, change, act, by, at }: Step): HistoryEntry {
  const { next, note } = change;
  return {
    subject: next.applicationId,
    at,
    by,
    act,
    ...(before && { from: before.state }),
    to: next.state,
    revision: next.revision,
    details: note,
  };
}
