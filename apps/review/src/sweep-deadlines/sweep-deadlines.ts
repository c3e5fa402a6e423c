import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { chinaDay, noticeReviewDeadline } from '@yidi/domain';
import { Clock, CONFIG, LOG, type Log, Recurring } from '@yidi/service';
import type { ReviewConfig } from '../config.js';
import { ReviewRows } from '../store/review-rows.js';
import { ReviewStore, type Step } from '../store/review.store.js';

const BATCH = 100;

/** Notices the time limits that have run to a level, writes it to history and never decides anything. */
@Injectable()
export class SweepDeadlines implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly recurring: Recurring;

  constructor(
    private readonly database: DataSource,
    private readonly reviews: ReviewStore,
    private readonly rows: ReviewRows,
    private readonly clock: Clock,
    @Inject(CONFIG) config: ReviewConfig,
    @Inject(LOG) log: Log,
  ) {
    const what = 'time limits could not be looked at';
    this.recurring = new Recurring(() => this.sweep(), { what, everyMs: config.SWEEP_EVERY_MS, log, clock });
  }

  onApplicationBootstrap(): void {
    this.recurring.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.recurring.stop();
  }

  /** Sweeps until nothing is left to notice; a sweep at work is joined. */
  run(): Promise<void> {
    return this.recurring.run();
  }

  private async sweep(): Promise<void> {
    while ((await this.sweepBatch()) === BATCH);
  }

  private sweepBatch(): Promise<number> {
    const at = this.clock.now();
    return this.database.transaction(async (tx) => {
      const overdue = await this.reviews.lockOverdue(tx, chinaDay(at), BATCH);
      // The revision stays: what an officer is about to decide does not change with the hour.
      const steps = overdue.map((review): Step => {
        const change = noticeReviewDeadline(review, this.rows.policyOf(new Date(review.receivedAt)), at);
        return { before: review, change, act: 'notice-deadline', by: 'system', at };
      });
      await this.reviews.write(tx, steps);
      return overdue.length;
    });
  }
}
