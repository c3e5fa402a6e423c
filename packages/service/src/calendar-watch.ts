import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { addDays, calendarCovers, chinaDay } from '@yidi/domain';
import { Gauge, Registry } from 'prom-client';
import { Clock } from './clock.js';
import { LOG, type Log } from './log.js';
import { Recurring } from './recurring.js';

const EVERY_MS = 6 * 3_600_000;
/** The longest time limit that a case opened today can have. */
const DAYS_AHEAD = 75;

/** Alarms when time limits reach into a year whose holidays nobody has entered: they know weekends only, until somebody does. */
@Injectable()
export class CalendarWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly recurring: Recurring;
  private readonly covered: Gauge;

  constructor(
    private readonly clock: Clock,
    @Inject(Registry) registry: Registry,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.covered = new Gauge({
      name: 'yidi_calendar_covered',
      help: '1 while the holidays of every year that time limits reach into are known',
      registers: [registry],
    });
    this.recurring = new Recurring(async () => this.look(), {
      what: 'the calendar could not be looked at',
      everyMs: EVERY_MS,
      log,
      clock,
    });
  }

  onApplicationBootstrap(): void {
    this.look();
    this.recurring.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.recurring.stop();
  }

  private look(): void {
    const last = addDays(chinaDay(this.clock.now()), DAYS_AHEAD);
    const covered = calendarCovers(last);
    this.covered.set(covered ? 1 : 0);
    if (!covered)
      this.log.warn({ year: last.slice(0, 4) }, 'no holidays are entered for a year that time limits reach');
  }
}
