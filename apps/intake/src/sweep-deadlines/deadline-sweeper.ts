import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { chinaDay, noticeDeadlines } from '@yidi/domain';
import { Clock, CONFIG, LOG, type Log, Recurring } from '@yidi/service';
import type { IntakeConfig } from '../config.js';
import { Shelf } from '../remind-collection/shelf.js';
import { ApplicationStore } from '../store/application.store.js';

const batchRows = 100;

/** 督办: notices limits that are near or past, reminds the county, and never decides. */
@Injectable()
export class DeadlineSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly recurring: Recurring;

  constructor(
    private readonly database: DataSource,
    private readonly applications: ApplicationStore,
    private readonly shelf: Shelf,
    private readonly clock: Clock,
    @Inject(CONFIG) config: IntakeConfig,
    @Inject(LOG) log: Log,
  ) {
    const what = 'time limits could not be looked at';
    const work = async () => [await this.sweep(), await this.shelf.remind(clock.now())];
    this.recurring = new Recurring(work, { what, everyMs: config.SWEEP_EVERY_MS, log, clock });
  }

  onApplicationBootstrap(): void {
    this.recurring.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.recurring.stop();
  }

  /** Looks at every application on which something has become due; answers how many. */
  async sweep(): Promise<number> {
    for (let total = 0; ;) {
      const count = await this.batch();
      total += count;
      if (count < batchRows) return total;
    }
  }

  private batch(): Promise<number> {
    const at = this.clock.now();
    const today = chinaDay(at);
    return this.database.transaction(async (tx) => {
      const due: { id: string }[] = await tx.query(
        `select id from applications where next_warning_on <= $1::date
         order by next_warning_on limit $2 for update skip locked`,
        [today, batchRows],
      );
      const ids = due.map(({ id }) => id);
      return this.applications.notice(ids, tx, at, (application) => noticeDeadlines(application, at));
    });
  }
}
