import type { EntityManager } from 'typeorm';
import type { Day, PointCode } from '@yidi/domain';
import { prepared } from '@yidi/service';

/** What is counted per point and day: acceptances of a station, receipts of its till. */
export type DayCounter = 'acceptance' | 'fee-receipt';

/** The next number of a point and day. The row stays locked until the commit, so a number that was not used is given again: no gaps. */
export async function nextNumber(tx: EntityManager, counter: DayCounter, point: PointCode, day: Day): Promise<number> {
  const [row] = await prepared<{ last: number }>(
    tx,
    `insert into day_counters (counter, point, day, last) values ($1, $2, $3, 1)
     on conflict (counter, point, day) do update set last = day_counters.last + 1 returning last`,
    [counter, point, day],
  );
  if (!row) throw new Error('a counter gave no number');
  return row.last;
}

/** Where and when a number is counted. */
export interface Place {
  readonly point: PointCode;
  readonly day: Day;
}

interface Drawn extends Place {
  next: number;
  readonly last: number;
}

/** Numbers of several points, drawn with one statement; those that nobody used go back before the commit. */
export class DrawnNumbers {
  private readonly drawn: ReadonlyMap<string, Drawn>;

  private constructor(
    private readonly counter: DayCounter,
    drawn: readonly Drawn[],
  ) {
    this.drawn = new Map(drawn.map((one) => [keyOf(one), one]));
  }

  /** One number for each of these; points are locked in their order, so that two who draw do not block each other. */
  static async draw(tx: EntityManager, counter: DayCounter, places: readonly Place[]): Promise<DrawnNumbers> {
    if (places.length === 0) return new DrawnNumbers(counter, []);
    const rows = await prepared<Place & { last: number; wanted: number }>(
      tx,
      `with wanted as (select point, day, count(*)::int as wanted from unnest($2::text[], $3::date[]) as w (point, day) group by 1, 2),
       drawn as (
         insert into day_counters (counter, point, day, last) select $1, point, day, wanted from wanted order by point, day
         on conflict (counter, point, day) do update set last = day_counters.last + excluded.last
         returning point, day, last)
       select point, day::text, last, wanted from drawn join wanted using (point, day)`,
      [counter, places.map(({ point }) => point), places.map(({ day }) => day)],
    );
    return new DrawnNumbers(
      counter,
      rows.map(({ point, day, last, wanted }) => ({ point, day, last, next: last - wanted + 1 })),
    );
  }

  /** The number that is next there: the same until it is used. */
  next(place: Place): number {
    const drawn = this.drawn.get(keyOf(place));
    if (!drawn || drawn.next > drawn.last) throw new Error('no number was drawn there');
    return drawn.next;
  }

  use(place: Place): void {
    const drawn = this.drawn.get(keyOf(place));
    if (drawn) drawn.next += 1;
  }

  /** The rows are locked, so what is left over is still the end of each count. */
  async giveBack(tx: EntityManager): Promise<void> {
    const unused = [...this.drawn.values()].filter(({ next, last }) => next <= last);
    if (unused.length === 0) return;
    await tx.query(
      `update day_counters c set last = c.last - unused.count
       from unnest($2::text[], $3::date[], $4::int[]) as unused (point, day, count)
       where c.counter = $1 and c.point = unused.point and c.day = unused.day`,
      [
        this.counter,
        unused.map(({ point }) => point),
        unused.map(({ day }) => day),
        unused.map(({ next, last }) => last - next + 1),
      ],
    );
  }
}

const keyOf = ({ point, day }: Place): string => `${point} ${day}`;
