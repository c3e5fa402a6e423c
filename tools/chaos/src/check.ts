import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Side, World } from './world.js';

const TELL_EVERY = 15;

/** What was put into the inboxes that must be put aside. */
export interface Poisoned {
  forged: number;
  meddled: number;
}

/** Letters of a side that are not yet settled, by how far they are: not sent, sent without a receipt, or put aside by their reader. */
async function open({ owner, service }: Side): Promise<Record<string, number>> {
  const rows: { state: string; letters: number }[] = await owner.query(
    `select case when outcome = 'parked' then 'put aside, ' || coalesce(cause, 'no cause')
                 when held then 'held' when sent_at is null then 'not sent' else 'sent ' || sends || ' times' end as state,
            count(*)::int as letters
     from letters_outbox where receipted_at is null or outcome = 'parked' group by 1`,
  );
  return Object.fromEntries(rows.map(({ state, letters }) => [`${service}: ${state}`, letters]));
}

/** Waits until every letter is settled. Returns the seconds it took, and what is still open when patience ends. */
export async function healed(
  world: World,
  patienceMs: number,
  tell: (line: string) => void,
): Promise<{ seconds: number; open: string[] }> {
  const begun = performance.now();
  let tellAgain = TELL_EVERY;
  for (;;) {
    const left = await Promise.all([open(world.desk), open(world.county)]).catch(() => [{ unknown: Infinity }]);
    const states = left.flatMap((side) => Object.entries(side).map(([state, letters]) => `${letters} ${state}`));
    const seconds = (performance.now() - begun) / 1000;
    if (states.length === 0 || seconds * 1000 > patienceMs) return { seconds, open: states };
    if (seconds > tellAgain) {
      tell(`to be settled: ${states.join('; ')}`);
      tellAgain += TELL_EVERY;
    }
    await pause(200);
  }
}

/** Letters that one side wrote and what became of them on the other. */
async function compare(from: Side, to: Side): Promise<{ written: number; breaches: string[] }> {
  const written: { letter: string; subject: string; n: number }[] = await from.owner.query('select * from written');
  const effects: { letter: string; subject: string; n: number }[] = await to.owner.query(
    'select letter, subject, n from effects order by at',
  );
  const times = new Map<string, number>();
  const order = new Map<string, number>();
  let disordered = 0;
  for (const { letter, subject, n } of effects) {
    times.set(letter, (times.get(letter) ?? 0) + 1);
    const before = order.get(subject) ?? 0;
    if (times.get(letter) === 1) {
      if (n < before) disordered++;
      order.set(subject, Math.max(n, before));
    }
  }
  const known = new Set(written.map(({ letter }) => letter));
  const count = (holds: boolean[]) => holds.filter(Boolean).length;
  const found = {
    lost: count(written.map(({ letter }) => !times.has(letter))),
    doubled: count([...times.values()].map((seen) => seen > 1)),
    'written by nobody': count([...times.keys()].map((letter) => !known.has(letter))),
    'out of order': disordered,
  };
  return { written: written.length, breaches: named(`${from.service} to ${to.service}`, found) };
}

/** Numbers of a stream: every one from 1 on, on the sender's side and on the reader's. */
async function gaps(side: Side): Promise<string[]> {
  const [sent, received]: { gaps: number }[][] = [
    await side.owner.query(
      'select coalesce(max(seq) - count(*), 0)::int as gaps from letters_outbox where seq is not null',
    ),
    await side.owner.query(
      `select coalesce(sum(missing), 0)::int as gaps from (
         select max(seq) - count(*) as missing from letters_inbox where type like 'step.%' and outcome = 'processed' group by stream) s`,
    ),
  ];
  return named(side.service, {
    'gaps in what was sent': sent?.[0]?.gaps ?? 0,
    'gaps in what came': received?.[0]?.gaps ?? 0,
  });
}

async function putAside(world: World, { forged, meddled }: Poisoned): Promise<string[]> {
  const one = async (owner: DataSource, query: string): Promise<number> => {
    const [{ n }]: [{ n: number }] = await owner.query(`select count(*)::int as n from ${query}`);
    return n;
  };
  const { desk, county } = world;
  const wrong = {
    'letters parked at the desk': await one(desk.owner, 'letters_parked'),
    'records quarantined at the desk': await one(desk.owner, 'letters_quarantine'),
    'strange letters parked that nobody sent': Math.max(0, (await one(county.owner, 'letters_parked')) - meddled),
    'records quarantined that nobody forged': Math.max(0, (await one(county.owner, 'letters_quarantine')) - forged),
  };
  return named('put aside', wrong);
}

/** Everything that must hold when all has healed; the list of what does not. */
export async function verdict(world: World, poisoned: Poisoned): Promise<{ written: number; breaches: string[] }> {
  const there = await compare(world.desk, world.county);
  const back = await compare(world.county, world.desk);
  const breaches = [
    ...there.breaches,
    ...back.breaches,
    ...(await gaps(world.desk)),
    ...(await gaps(world.county)),
    ...(await putAside(world, poisoned)),
  ];
  return { written: there.written + back.written, breaches };
}

function named(where: string, found: Record<string, number>): string[] {
  return Object.entries(found).flatMap(([what, n]) => (n > 0 ? [`${where}: ${n} ${what}`] : []));
}
