import { setTimeout as pause } from 'node:timers/promises';
import type { Timing } from '@yidi/messaging';
import { healed, type Poisoned, verdict } from './check.js';
import { type Fleet, type FleetPlan, serviceProgram, startFleet } from './fleet.js';
import { chance, type Chance } from './random.js';
import { forge, meddle } from './poison.js';
import { troubles as allTroubles, type Stage, type Trouble } from './troubles.js';
import { aWorld, type World } from './world.js';

/** What a run is asked for. */
export interface RunPlan {
  readonly seconds: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
  /** Other troubles, program or messaging than the ordinary ones: for mutants. */
  readonly troubles?: readonly Trouble[];
  /** Names of troubles that come first, whatever the seed draws later; left out: the first of all. */
  readonly first?: readonly string[];
  readonly change?: Partial<FleetPlan>;
  /** How long everything may take to heal; milliseconds. */
  readonly patience?: number;
}

/** What a run has shown. */
export interface RunResult {
  readonly seed: number;
  readonly written: number;
  readonly kills: Fleet['kills'];
  readonly exits: number;
  /** How often each trouble came. */
  readonly troubles: Readonly<Record<string, number>>;
  readonly healedIn: number;
  /** Everything that should hold and does not; empty when all is well. */
  readonly breaches: readonly string[];
}

/** Waiting times that let minutes stand for days. */
export const timing: Partial<Timing> = {
  receiptsEvery: 100,
  standbyEvery: 200,
  housekeepingEvery: 500,
  retryFirst: 50,
  retryLast: 1000,
  holdReader: 1000,
  resendFirst: 4000,
  resendLast: 15_000,
  // Its handlers take letters one by one: a batch must be done before a group may go on without this member.
  batchLetters: 100,
  watchdog: 8000,
  stopWithin: 2000,
};

const CALM_AFTER_A_TROUBLE = 1500;
/** A group whose members were killed stands still until their sessions end. */
const CALM_AFTER_A_STORM = 8000;
const PATIENCE = 480_000;

/** Breaks things for the time asked for, lets everything heal, and looks at what came of it. */
export async function run(plan: RunPlan): Promise<RunResult> {
  const { seconds, seed, tell, troubles = allTroubles, change = {}, patience = PATIENCE } = plan;
  const first = [...(plan.first ?? troubles.slice(0, 1).map(({ name }) => name))];
  const random = chance(seed);
  const world = await aWorld({ cases: 40, tell });
  const fleet = startFleet(
    world,
    {
      messaging: import.meta.resolve('@yidi/messaging'),
      program: serviceProgram,
      timing,
      writers: 4,
      stepEvery: 120,
      perSide: 2,
      armed: 0.75,
      ...change,
    },
    random,
  );
  const poisoned: Poisoned = { forged: 0, meddled: 0 };
  const counted: Record<string, number> = {};
  try {
    const stage: Stage = { world, fleet, chance: random, poisoned };
    const until = performance.now() + seconds * 1000;
    await pause(4000);
    while (performance.now() < until) {
      const next = first.shift();
      const trouble = troubles.find(({ name }) => name === next) ?? choose(troubles, random);
      counted[trouble.name] = (counted[trouble.name] ?? 0) + 1;
      tell(`${Math.max(0, Math.round((until - performance.now()) / 1000))} s left · ${trouble.name}`);
      await trouble.run(stage);
      await pause(trouble === allTroubles[0] ? CALM_AFTER_A_STORM : CALM_AFTER_A_TROUBLE);
    }
    tell('calm: no more steps, no more troubles');
    fleet.calm();
    await fleet.stopWriting();
    await lastPoison(stage);
    const { seconds: healedIn, open } = await healed(world, patience, tell);
    const { written, breaches } = await verdict(world, poisoned);
    const unhealed = open.map((letters) => `not settled after ${Math.round(healedIn)} s of calm: ${letters}`);
    return {
      seed,
      written,
      kills: fleet.kills,
      exits: fleet.exits,
      troubles: counted,
      healedIn,
      breaches: [...unhealed, ...breaches],
    };
  } finally {
    await fleet.close();
    await world.close();
  }
}

/** One forgery and one stranger's letter that no wiped inbox can take away. */
async function lastPoison({ world, poisoned }: Stage): Promise<void> {
  const subject = world.cases[0] ?? '';
  await forge(world, subject);
  await meddle(world, subject);
  poisoned.forged++;
  poisoned.meddled++;
}

function choose(troubles: readonly Trouble[], random: Chance): Trouble {
  let left = random.next() * troubles.reduce((sum, { weight }) => sum + weight, 0);
  const found = troubles.find(({ weight }) => (left -= weight) < 0) ?? troubles[0];
  if (!found) throw new Error('there is nothing to break');
  return found;
}

/** The servers of a run, for looking at one by hand. */
export type { World };
