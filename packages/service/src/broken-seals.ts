import { Inject, Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import { SealBroken } from './field-cipher.js';
import { LOG, type Log } from './log.js';

/** Stored values whose seal does not open: each is an alarm, and none takes away what stands beside it. */
@Injectable()
export class BrokenSeals {
  private readonly met: Counter;

  constructor(
    @Inject(Registry) registry: Registry,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.met = new Counter({
      name: 'yidi_seals_broken_total',
      help: 'Stored values met that could not be opened: altered, moved, or sealed with a key that is gone',
      registers: [registry],
    });
  }

  /** What of these rows can be opened; the others are alarmed by their id and left out. */
  openable<R extends { readonly id: string }, T>(rows: readonly R[], open: (row: R) => T): T[] {
    return rows.flatMap((row) => this.open(row.id, () => [open(row)]) ?? []);
  }

  /** What `open` gives, or nothing and an alarm that names the row. */
  open<T>(id: string, open: () => T): T | undefined {
    try {
      return open();
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      this.met.inc();
      this.log.error({ id, err: error }, 'a stored value cannot be opened');
      return undefined;
    }
  }
}
