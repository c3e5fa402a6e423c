import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { chinaDay, noticeDeadlines, policyOn } from '@yidi/domain';
import { Clock, CONFIG, LOG, type Log } from '@yidi/service';
import type { IntakeConfig } from '../config.js';
import { ApplicationStore } from '../store/application.store.js';

const batchRows = 100;

/** 督办: notices limits that are near or past, reminds the county, and never decides. */
@Injectable()
export class DeadlineSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<number> | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly applications: ApplicationStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: IntakeConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const look = () =>
      this.sweep().then(
        () => undefined,
        (err: unknown) => this.log.warn({ err }, 'time limits could not be looked at'),
      );
    this.timer = setInterval(() => void look(), this.config.SWEEP_EVERY_MS);
    this.timer.unref();
    this.clock.onMove(look);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running?.catch(() => undefined);
  }

  /** Looks at every application on which something has become due; answers how many. One look at a time. */
  async sweep(): Promise<number> {
    await this.running?.catch(() => undefined);
    this.running = this.look();
    return this.running;
  }

  private async look(): Promise<number> {
    for (let total = 0; ;) {
      const count = await this.batch();
      total += count;
      if (count < batchRows) return total;
    }
  }

  private batch(): Promise<number> {
    const at = this.clock.now();
    const today = chinaDay(at);
    const policy = policyOn(this.config.POLICY_FAMILY, today);
    return this.database.transaction(async (tx) => {
      const due: { id: string }[] = await tx.query(
        `select id from applications where next_warning_on <= $1::date
         order by next_warning_on limit $2 for update skip locked`,
        [today, batchRows],
      );
      const ids = due.map(({ id }) => id);
      await this.applications.notice(ids, tx, at, (application) => noticeDeadlines(application, policy, at));
      return due.length;
    });
  }
}
