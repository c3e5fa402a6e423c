import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { LOG, type Log } from '../log.js';
import { Recurring } from '../recurring.js';

const KEPT_MS = 24 * 3_600_000;
const EVERY_MS = 60_000;
const ROWS = 1000;

/** Takes away the notes of acts whose keys have served their time, a bounded number of rows at once. */
@Injectable()
export class NoteSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly recurring: Recurring;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    const what = 'old notes of acts could not be taken away';
    this.recurring = new Recurring(() => this.sweep(), { what, everyMs: EVERY_MS, log });
  }

  onApplicationBootstrap(): void {
    this.recurring.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.recurring.stop();
  }

  /** Deletes what is older than 24 hours; answers how many rows went. */
  async sweep(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    let total = 0;
    for (;;) {
      const [, count] = (await this.database.query(
        'delete from idempotency where scope in (select scope from idempotency where noted_at < $1 order by noted_at limit $2)',
        [before, ROWS],
      )) as [unknown, number];
      total += count;
      if (count < ROWS) return total;
    }
  }
}
