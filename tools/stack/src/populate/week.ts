import { BatchView, ParcelView } from '@yidi/contracts';
import { chinaDay } from '@yidi/domain';
import { eventually, Refused, send } from '@yidi/flow';
import type { Stack } from '@yidi/flow';
import { z } from 'zod';
import { Sentence } from '../sentence.js';
import { LivedCase } from './case.js';
import { planWeek, roads, weekDays } from './plan.js';
import type { Step } from './plan.js';

/** How many cases, and of which seed: the same seed gives the same cases. */
export interface WeekPlan {
  readonly count: number;
  readonly seed: number;
}

const atOnce = 8;
const Faults = z.object({ leaveNext: z.number() });
const Reading = z.object({ now: z.string() });

/** Does the work for each, some at once; after a failure nothing more is begun, and what was is waited for. */
async function forEach<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await work(item).catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      });
    }
  };
  const done = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  const failed = done.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

/** A week in both bureaus, played over the public APIs and with the development clock. */
export class Week {
  readonly #cases: readonly LivedCase[];

  constructor(
    private readonly stack: Stack,
    private readonly plan: WeekPlan,
    private readonly tell: (line: string) => void,
  ) {
    this.#cases = planWeek(plan.seed, plan.count).map((each) => new LivedCase(stack, each));
  }

  /** Plays all of it; afterwards the stack's time is more than a week later. */
  async play(): Promise<void> {
    for (let day = 0; day < weekDays; day += 1) {
      const begun = performance.now();
      const today = this.#cases.flatMap((each) => {
        const step: Step | undefined = roads[each.plan.ending].steps[day - each.plan.day];
        return step === undefined ? [] : [{ each, step }];
      });
      const { now } = await this.#clock({ advance: day === 0 ? 0 : 'P1D' });
      await this.#live(today);
      const date = chinaDay(new Date(now));
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      this.tell(
        `  第 ${day + 1} 天 day ${day + 1}, ${date}: ${String(today.length).padStart(3)} steps ${seconds.padStart(6)} s`,
      );
    }
    await this.#letLimitsPass();
  }

  async #live(today: readonly { each: LivedCase; step: Step }[]): Promise<void> {
    const those = (...steps: Step[]): LivedCase[] =>
      today.filter(({ step }) => steps.includes(step)).map(({ each }) => each);
    for (const each of those('fail-thrice')) await this.#take(each, 'fail-thrice');
    await Promise.all([
      forEach(today, ({ each, step }) => (step === 'fail-thrice' ? Promise.resolve() : this.#take(each, step))),
      this.#make(those('make', 'make-unverified'), those('make')),
      this.#send(those('dispatch', 'bring'), those('bring')),
    ]);
    const left = those('leave-in-machine');
    if (left.length > 0) await this.#leaveInMachine(left);
  }

  async #take(each: LivedCase, step: Step): Promise<void> {
    try {
      await each.take(step);
    } catch (error) {
      if (error instanceof Refused && error.problem.code === 'LIVE_APPLICATION_EXISTS') {
        throw new Sentence(
          `The cases of seed ${this.plan.seed} are here already: take another (--populate ${this.plan.count} --seed ${this.plan.seed + 1}) or begin with --fresh.`,
        );
      }
      throw new Error(`case ${each.plan.number} (${each.plan.ending}) at ${step}`, { cause: error });
    }
  }

  /** One batch for each bureau; what is verified is verified by another person. */
  async #make(all: readonly LivedCase[], verified: readonly LivedCase[]): Promise<void> {
    await forEach(
      groupBy(all, ({ plan }) => plan.bureau),
      (some) => this.#batch(some),
    );
    await forEach(all, async (each) => {
      const made = await each.workshop.cardIn(each.id, 'made');
      if (verified.includes(each)) await each.workshop.verify(made);
    });
  }

  async #batch(some: readonly LivedCase[]): Promise<void> {
    const cards = await Promise.all(some.map(({ workshop, id }) => workshop.cardIn(id, 'ordered')));
    await some[0]?.workshop.maker.ask(BatchView, '/batches', { body: { cardIds: cards.map(({ id }) => id) } });
  }

  /** One parcel for each point; those that are brought are scanned there. */
  async #send(all: readonly LivedCase[], brought: readonly LivedCase[]): Promise<void> {
    const parcels = groupBy(all, (each) => `${each.point} ${brought.includes(each)}`);
    await forEach(parcels, async (some) => {
      const [{ workshop }] = some as [LivedCase];
      const cards = await Promise.all(some.map(({ id }) => workshop.cardIn(id, 'verified')));
      const body = { cardIds: cards.map(({ id }) => id) };
      const parcel = await workshop.distributor.ask(ParcelView, '/parcels', { body });
      if (some.every((each) => brought.includes(each))) await workshop.receive(parcel);
    });
  }

  /** One batch for each bureau that lies in the machine until it is started again; others are made meanwhile. */
  async #leaveInMachine(left: readonly LivedCase[]): Promise<void> {
    const batches = groupBy(left, ({ plan }) => plan.bureau);
    const faults = async (): Promise<number> => {
      const { body } = await send(`${this.stack.cardMachine}/control/faults`, { body: {} });
      return Faults.parse(body).leaveNext;
    };
    await send(`${this.stack.cardMachine}/control/faults`, { body: { leaveNext: batches.length } });
    await forEach(batches, (some) => this.#batch(some));
    await eventually('the jobs in the machine', async () => ((await faults()) === 0 ? true : undefined));
  }

  async #clock(move: { advance: string | number } | { now: string }): Promise<{ now: string }> {
    const { status, body } = await send(`${this.stack.clock}/clock`, { body: move });
    if (status !== 200) throw new Error(`the clock answers ${status}`);
    return Reading.parse(body);
  }

  /** Goes on to the morning after the first case that the county has not looked at is due, so that some are late. */
  async #letLimitsPass(): Promise<void> {
    const left = this.#cases.filter(({ plan }) => plan.ending === 'waiting');
    const due = await Promise.all(left.map(async ({ county, id }) => (await county.received(id)).dueOn));
    const first = due.toSorted()[0];
    if (first === undefined) return;
    const after = new Date(Date.parse(`${first}T09:00:00+08:00`) + 24 * 3_600_000).toISOString();
    const { now } = await this.#clock({ advance: 0 });
    if (after > now) await this.#clock({ now: after });
  }
}
