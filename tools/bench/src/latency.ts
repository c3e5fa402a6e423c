import pg from 'pg';
import { BenchStack } from './bench-stack.js';
import { type Figure, type Part, spread } from './figures.js';
import { type LoadPlan, LoadSeen } from './load-plan.js';
import { prepare } from './prepared.js';
import { inOwnProcess, instant } from './program.js';
import { missing, until } from './waiting.js';

const pairs = [
  { bureau: '990101', county: '990202' },
  { bureau: '990202', county: '990101' },
] as const;
const perSecondEach = 25;
const seconds = 30;
const warmUpSeconds = 10;

/** How long after the desk's answer the county has the case in its queue. */
export const latency: Part = {
  name: 'latency',
  measures: `accepted → in the county's queue at ${perSecondEach * pairs.length}/s for ${seconds} s, two bureaus`,
  run: ({ tell }) =>
    BenchStack.with(tell, async (bench) => {
      const visible = new Map<string, number>();
      const listeners = await Promise.all(pairs.map(({ county }) => listen(bench, county, visible)));
      const plans: LoadPlan[] = [];
      for (const pair of pairs) plans.push(await planFor(bench, pair));
      const all = await Promise.all(plans.map((plan) => inOwnProcess('load.js', plan, LoadSeen)));
      const accepted = all.flatMap((one) => one.accepted);
      const lost = async (): Promise<number> => {
        const each = pairs.map(({ county }, at) => missing(bench, county, all[at]?.accepted.map(({ id }) => id) ?? []));
        return (await Promise.all(each)).reduce((sum, one) => sum + one, 0);
      };
      await until('all in the queue', async () => (await lost()) === 0, 60_000).catch(() => undefined);
      for (const listener of listeners) await listener.end();
      return figuresOf(accepted, visible, await lost());
    }),
};

function figuresOf(accepted: LoadSeen['accepted'], visible: ReadonlyMap<string, number>, lost: number): Figure[] {
  const first = Math.min(...accepted.map(({ at }) => at)) + warmUpSeconds * 1000;
  const measured = accepted.filter(({ at }) => at >= first);
  const after = measured.flatMap(({ id, at }) => {
    const seen = visible.get(id);
    return seen === undefined ? [] : [Math.max(0, seen - at)];
  });
  return [
    { name: 'accepted', value: `${accepted.length} (the first ${warmUpSeconds} s are not measured)` },
    { name: "accepted → in the county's queue", value: spread(after), target: 'p95 100 ms' },
    { name: 'desk answered after', value: spread(measured.map(({ milliseconds }) => milliseconds)) },
    { name: 'lost', value: String(lost), target: '0' },
  ];
}

async function planFor(bench: BenchStack, { bureau, county }: (typeof pairs)[number]): Promise<LoadPlan> {
  const count = (seconds + warmUpSeconds) * perSecondEach;
  return {
    address: bench.intake(bureau),
    tokens: await bench.tokens(bureau),
    applications: await prepare(bench, { bureau, county, count }),
    connections: 10,
    perSecond: perSecondEach,
    milliseconds: (seconds + warmUpSeconds + 5) * 1000,
  };
}

/** Notes when the county's database tells that a review was committed: to the millisecond, without asking again and again. */
async function listen(bench: BenchStack, county: string, visible: Map<string, number>): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: bench.databaseUrl(county, 'review') });
  await client.connect();
  client.on('notification', ({ payload }) => {
    if (payload !== undefined) visible.set(payload, instant());
  });
  await client.query(`
    create function bench_opened() returns trigger language plpgsql as
      $$ begin perform pg_notify('bench', new.application_id::text); return null; end $$;
    create trigger bench_opened after insert on reviews for each row execute function bench_opened();
    listen bench`);
  return client;
}
