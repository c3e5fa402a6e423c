import type { QueryRunner } from 'typeorm';
import type { Parking } from '../inbox/parking.js';
import type { OwnLetter } from '../own-letters.js';
import type { Tools } from '../tools.js';
import { countsDue } from './counts.js';
import { wantedDue } from './wanted.js';
import { raiseWatermarks } from './watermarks.js';

/** The relay's round over what each side has of the other's letters. */
export class Reconciliation {
  #countsAt = 0;

  constructor(
    private readonly tools: Tools,
    private readonly parking: Parking,
  ) {}

  /** Brings the watermarks up, handles what had come too early, and returns what is to be asked and told. */
  async look(runner: QueryRunner): Promise<OwnLetter[]> {
    const { options, timing, envelope } = this.tools;
    const now = options.clock.now();
    await raiseWatermarks(runner, now);
    await this.parking.replayEarly();
    const due = await wantedDue(runner, { now, timing });
    if (performance.now() < this.#countsAt) return due;
    this.#countsAt = performance.now() + timing.countEvery;
    const idleSince = new Date(now.getTime() - timing.countIdle);
    return [...due, ...(await countsDue(runner, { me: envelope.me, now, idleSince }))];
  }
}
