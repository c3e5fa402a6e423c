import type { EntityManager } from 'typeorm';
import type { Day } from '@yidi/domain';
import { prepared } from '@yidi/service';

/** What is counted per point and day: acceptances of a station, receipts of its till. */
export type DayCounter = 'acceptance' | 'fee-receipt';

/** The next number of a point and day. The row stays locked until the commit, so a number that was not used is given again: no gaps. */
export async function nextNumber(tx: EntityManager, counter: DayCounter, point: string, day: Day): Promise<number> {
  const [row] = await prepared<{ last: number }>(
    tx,
    `insert into day_counters (counter, point, day, last) values ($1, $2, $3, 1)
     on conflict (counter, point, day) do update set last = day_counters.last + 1 returning last`,
    [counter, point, day],
  );
  if (!row) throw new Error('a counter gave no number');
  return row.last;
}
