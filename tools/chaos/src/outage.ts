import { setTimeout as pause } from 'node:timers/promises';
import { Directory, Outbox, type Timing } from '@yidi/messaging';
import type { EntityManager } from 'typeorm';
import { healed, verdict } from './check.js';
import { type Fleet, serviceProgram, startFleet } from './fleet.js';
import { asTheyAre, catalogue, COUNTY, nextSteps, StepTaken, writeSteps } from './letters.js';
import { chance } from './random.js';
import { aWorld, type World } from './world.js';

/** What a long outage is asked for. */
export interface OutagePlan {
  /** Written while the broker is away; a thirtieth of it before, while the peer is away. */
  readonly letters: number;
  /** How long the peer is away, by the run's clock. */
  readonly hours: number;
  readonly cases: number;
  readonly tell: (line: string) => void;
}

/** What became of it. */
export interface OutageResult {
  /** Letters written while the peer was away, how often they were sent, and the seconds until all were settled. */
  readonly peer: { readonly written: number; readonly sent: number; readonly drainedIn: number };
  /** Letters written while the broker was away, and the seconds until all were settled. */
  readonly broker: { readonly written: number; readonly drainedIn: number };
  /** Both directions: each letter is answered. */
  readonly written: number;
  /** The most memory that a service held, in MB. */
  readonly peakMemory: number;
  readonly breaches: readonly string[];
}

/** Production's, but looked after often enough for an hour that passes in a quarter of a second. */
const timing: Partial<Timing> = { housekeepingEvery: 100 };

const HOUR = 3_600_000;
const PAUSE_PER_HOUR = 250;
const PATIENCE = 1_800_000;
const AT_ONCE = 100;

/** The peer is away for days, then the broker for as long as it takes to write many letters; nothing may be lost or doubled. */
export async function outage({ letters, hours, cases, tell }: OutagePlan): Promise<OutageResult> {
  const world = await aWorld({ cases, tell });
  const fleet = startFleet(
    world,
    {
      messaging: import.meta.resolve('@yidi/messaging'),
      program: serviceProgram,
      timing,
      writers: 0,
      stepEvery: 0,
      perSide: 1,
      armed: 0,
    },
    chance(1),
  );
  try {
    const desk = writer(world);
    const few = Math.ceil(letters / 30);
    tell(`the peer is away for ${hours} hours, in which ${few} letters are written`);
    await fleet.without('county', async () => {
      for (let hour = 0; hour < hours; hour++) {
        await desk.write(Math.ceil(few / hours));
        world.forward(HOUR);
        await pause(PAUSE_PER_HOUR);
      }
    });
    const sent = await sendings(world);
    const peer = { written: desk.written(), sent, drainedIn: await drained(world, fleet, tell) };

    tell(`the broker is away, while ${letters} letters are written`);
    const before = desk.written();
    await world.withoutKafka(() => desk.write(letters));
    const broker = { written: desk.written() - before, drainedIn: await drained(world, fleet, tell) };
    const peakMemory = fleet.peakMemory();
    return { peer, broker, peakMemory, ...(await verdict(world, { forged: 0, meddled: 0 })) };
  } finally {
    await fleet.close();
    await world.close();
  }
}

async function drained(world: World, fleet: Fleet, tell: (line: string) => void): Promise<number> {
  const { seconds, open } = await healed(world, PATIENCE, tell);
  tell(
    `${open.length === 0 ? 'all settled' : open.join('; ')} after ${seconds.toFixed(1)} s; largest process ${fleet.peakMemory()} MB`,
  );
  return seconds;
}

/** How often the desk has sent its letters. */
async function sendings({ desk }: World): Promise<number> {
  const [row]: { sent: number }[] = await desk.owner.query('select sum(sends)::int as sent from letters_outbox');
  return row?.sent ?? 0;
}

/** Writes letters in the desk's place, a step in each of many cases at a time, as fast as its database takes them. */
function writer({ desk, cases, directory, authority }: World) {
  const { owner, service } = desk;
  const outbox = new Outbox(owner, {
    service,
    catalogue,
    atRest: asTheyAre,
    directory: Directory.parse(directory, authority, { now: () => new Date() }),
  });
  let written = 0;
  const step = async (tx: EntityManager, subjects: readonly string[]): Promise<void> =>
    writeSteps(tx, outbox, { letter: StepTaken, to: COUNTY, time: new Date() }, await nextSteps(tx, subjects));
  return {
    /** How many so far. */
    written: () => written,
    async write(count: number): Promise<void> {
      for (const end = written + count; written < end;) {
        const first = written % cases.length;
        const subjects = cases.slice(first, first + Math.min(AT_ONCE, end - written));
        await owner.transaction((tx) => step(tx, subjects));
        written += subjects.length;
      }
    },
  };
}
