import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { chinaDay, noticeReviewDeadline } from '@yidi/domain';
import { Clock, CONFIG, LOG, type Log } from '@yidi/service';
import type { ReviewConfig } from '../config.js';
import { ReviewRows } from '../store/review-rows.js';
import { ReviewStore, type Step } from '../store/review.store.js';

const BATCH = 100;

/** Notices the time limits that have run to a level, writes it to history and never decides anything. */
@Injectable()
export class SweepDeadlines implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly reviews: ReviewStore,
    private readonly rows: ReviewRows,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ReviewConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.run(), this.config.SWEEP_EVERY_MS);
    this.timer.unref();
    this.clock.onMove(() => this.run());
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Sweeps until nothing is left to notice; a sweep at work is joined, a fault waits for the next one. */
  async run(): Promise<void> {
    this.running ??= this.sweep()
      .catch((err: unknown) => this.log.warn({ err }, 'time limits could not be looked at'))
      .finally(() => (this.running = undefined));
    await this.running;
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
