import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { mostCounted } from '@yidi/contracts';
import { atTheCounter, chinaDay, type Day, policyOn, remindToCollect, uncollectedSince } from '@yidi/domain';
import { CONFIG } from '@yidi/service';
import type { IntakeConfig } from '../config.js';
import { ApplicationStore } from '../store/application.store.js';

const batchRows = 100;

/** Cards that wait at the counter: their holders are reminded once after the policy's days; nothing is decided. */
@Injectable()
export class Shelf {
  constructor(
    private readonly database: DataSource,
    private readonly applications: ApplicationStore,
    @Inject(CONFIG) private readonly config: IntakeConfig,
  ) {}

  /** A card that came on this day or before is one that nobody collects. */
  longSince(now: Date): Day {
    const today = chinaDay(now);
    return uncollectedSince(policyOn(this.config.POLICY_FAMILY, today), today);
  }

  /** How many cards nobody collects, at a point or in the whole bureau. */
  async uncollected(point: string | undefined, now: Date): Promise<number> {
    const [row]: { count: number }[] = await this.database.query(
      `select count(*)::int from (select 1 from applications where state = '${atTheCounter}' and arrived_on <= $1::date
         and ($2::text is null or point = $2) limit ${mostCounted}) as counted`,
      [this.longSince(now), point ?? null],
    );
    return row?.count ?? 0;
  }

  /** Reminds whoever has not collected for so long; answers how many. */
  async remind(now: Date): Promise<number> {
    for (let total = 0; ;) {
      const count = await this.batch(now);
      total += count;
      if (count < batchRows) return total;
    }
  }

  private batch(now: Date): Promise<number> {
    return this.database.transaction(async (tx) => {
      const due: { id: string }[] = await tx.query(
        `select id from applications where state = '${atTheCounter}' and reminded_on is null and arrived_on <= $1::date
         order by arrived_on, id limit $2 for update skip locked`,
        [this.longSince(now), batchRows],
      );
      const told: string[] = [];
      const ids = due.map(({ id }) => id);
      await this.applications.notice(ids, tx, now, (application) => {
        told.push(application.id);
        return remindToCollect(application);
      });
      await tx.query('update applications set reminded_on = $1::date where id = any ($2::uuid[])', [
        chinaDay(now),
        told,
      ]);
      return told.length;
    });
  }
}
