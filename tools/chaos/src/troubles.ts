import { setTimeout as pause } from 'node:timers/promises';
import type { Poisoned } from './check.js';
import type { Fleet } from './fleet.js';
import { putAgain, rewind, wipe } from './kafka.js';
import { forge, meddle } from './poison.js';
import type { Weather } from './proxy.js';
import type { Chance } from './random.js';
import { untilItWorks } from './until-it-works.js';
import type { Side, World } from './world.js';

/** What a trouble works on. */
export interface Stage {
  readonly world: World;
  readonly fleet: Fleet;
  readonly chance: Chance;
  readonly poisoned: Poisoned;
}

/** One way to break things; resolves when it has done so and the next may come. */
export interface Trouble {
  readonly name: string;
  /** How often it is chosen, against the others. */
  readonly weight: number;
  run(stage: Stage): Promise<void>;
}

const sides = ['desk', 'county'] as const;
const sideOf = ({ world, chance }: Stage): Side => world[chance.pick(sides)];

/** The services' connections of one kind are ended by the server, or one of its processes is killed. */
async function backends({ world }: Stage): Promise<number[]> {
  const rows: { pid: number }[] = await world.superuser.query(
    "select pid from pg_stat_activity where usename in ('desk_app', 'county_app')",
  );
  return rows.map(({ pid }) => pid);
}

const weather =
  (make: (chance: Chance) => Weather, seconds: readonly [number, number]) =>
  async ({ world, chance }: Stage): Promise<void> => {
    world.proxy.weather = make(chance);
    await pause(1000 * chance.between(...seconds));
    world.proxy.weather = { kind: 'fair' };
    world.proxy.cut();
  };

/** Kills of services come in storms: after each the groups get the time that Kafka needs to notice the dead. */
async function storm({ fleet, chance }: Stage): Promise<void> {
  for (let left = chance.between(6, 14); left > 0; left--) {
    fleet.kill();
    await pause(chance.between(50, 900));
  }
}

export const troubles: readonly Trouble[] = [
  { name: 'services killed in a storm', weight: 8, run: storm },
  { name: 'Kafka killed and started', weight: 1, run: ({ world }) => world.withoutKafka(async () => undefined) },
  {
    name: 'connections ended by PostgreSQL',
    weight: 2,
    async run(stage) {
      await stage.world.superuser.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [
        await backends(stage),
      ]);
    },
  },
  {
    name: 'PostgreSQL process killed',
    weight: 1,
    async run(stage) {
      const [first, ...rest] = await backends(stage);
      if (first !== undefined) process.kill(stage.chance.pick([first, ...rest]), 'SIGKILL');
      await pause(500);
    },
  },
  { name: 'connections to Kafka cut', weight: 2, run: async ({ world }) => void world.proxy.cut() },
  {
    name: 'slow answers',
    weight: 1,
    run: weather((chance) => ({ kind: 'slow', by: chance.between(50, 400) }), [2, 4]),
  },
  { name: 'half-open connections', weight: 1, run: weather(() => ({ kind: 'half-open' }), [2, 7]) },
  { name: 'stored, but the answer is lost', weight: 2, run: weather(() => ({ kind: 'deaf' }), [1, 6]) },
  {
    name: 'records delivered again',
    weight: 2,
    run: async (stage) => void (await putAgain(stage.world.admin, sideOf(stage).bureau, 200)),
  },
  {
    name: 'inbox deleted and made anew',
    weight: 2,
    run: async (stage) => wipe(stage.world.admin, sideOf(stage).bureau),
  },
  {
    name: 'offsets set back to zero',
    weight: 1,
    async run(stage) {
      const { bureau, service } = sideOf(stage);
      await stage.fleet.without(service, () => untilItWorks(() => rewind(stage.world.admin, bureau, service)));
    },
  },
  {
    name: 'a forged letter',
    weight: 1,
    async run({ world, chance, poisoned }) {
      await forge(world, caseOf(world, chance));
      poisoned.forged++;
    },
  },
  {
    name: "a stranger's letter",
    weight: 1,
    async run({ world, chance, poisoned }) {
      await meddle(world, caseOf(world, chance));
      poisoned.meddled++;
    },
  },
];

function caseOf(world: World, chance: Chance): string {
  return world.cases[chance.between(0, world.cases.length - 1)] ?? '';
}
