import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { chinaDay, noticeCardDeadline, policyOn } from '@yidi/domain';
import { Clock, CONFIG, LOG, type Log, Recurring } from '@yidi/service';
import type { ProductionConfig } from '../config.js';
import { CardStore } from '../store/card.store.js';

const AT_ONCE = 200;

/** Notices that a card's time limit has run to a level, and writes it to the card's history; it decides nothing. */
@Injectable()
export class SweepDeadlines implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly recurring: Recurring;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly cards: CardStore,
    @Inject(CONFIG) private readonly config: ProductionConfig,
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

  /** Looks at every card whose next warning has come, some at once; answers how many there were. */
  async sweep(): Promise<number> {
    let total = 0;
    for (;;) {
      const noticed = await this.database.transaction(async (tx) => {
        const at = this.clock.now();
        const policy = policyOn(this.config.POLICY_FAMILY, chinaDay(at));
        const cards = await this.cards.read(
          tx,
          'where c.next_warning_on <= $1::date order by c.next_warning_on limit $2 for update of c skip locked',
          [chinaDay(at), AT_ONCE],
        );
        const decisions = cards.map((before) => {
          const change = noticeCardDeadline(before, policy, at);
          return { before, change, act: 'warn', by: 'system', at } as const;
        });
        await this.cards.write(tx, decisions);
        return cards.length;
      });
      total += noticed;
      if (noticed < AT_ONCE) return total;
    }
  }
}
