import { setTimeout as pause } from 'node:timers/promises';
import { County, Desk, eventually, registered, Stack, Workshop } from '@yidi/flow';
import { asSuperuser, control } from '@yidi/flow/testing';
import { inWords, Reaper, startTestStack } from '@yidi/stack';
import { chance, type Chance } from './random.js';

/** What a run over the road is asked for. */
export interface RoadPlan {
  readonly seconds: number;
  readonly seed: number;
  /** How many applications are on their way at once. */
  readonly walkers: number;
  readonly tell: (line: string) => void;
}

/** What it has shown. */
export interface RoadResult {
  readonly seed: number;
  /** Applications from the first form to the card in the hand. */
  readonly walked: number;
  readonly kills: { readonly services: number; readonly kafka: number; readonly postgres: number };
  readonly breaches: readonly string[];
}

const HOME = '990101';
const COUNTY = '990202';
const services = [
  '990101.intake',
  '990101.review',
  '990101.production',
  '990202.intake',
  '990202.review',
  '990202.production',
] as const;
const databaseOf = (service: string): string => `yidi_${service.replace('.', '_')}`;

/** An application that has gone the whole way. */
interface Walked {
  readonly application: string;
  readonly card: string;
}

/**
 * Renewals walk the whole road over the services' HTTP APIs, several at once, while the six services, Kafka and PostgreSQL's connections are
 * killed. In the end each application must have the very history of one that nothing disturbed, and every letter its receipt.
 */
export async function road({ seconds, seed, walkers, tell }: RoadPlan): Promise<RoadResult> {
  const reaper = new Reaper();
  const servers = await startTestStack(reaper);
  try {
    const stack = Stack.parse(JSON.parse(servers.env['YIDI_STACK'] ?? ''));
    const kills = { services: 0, kafka: 0, postgres: 0 };
    const breaches: string[] = [];
    const walked = [await walkOne(stack)];
    tell('one application went its way undisturbed');
    const until = performance.now() + seconds * 1000;
    const walking = Array.from({ length: walkers }, async () => {
      while (performance.now() < until) {
        try {
          walked.push(await walkOne(stack));
        } catch (error) {
          breaches.push(`an application stopped on its way: ${inWords(error)}`);
        }
      }
    });
    await disturb(stack, { until, random: chance(seed), kills, tell });
    tell('calm: what is on its way goes on');
    await Promise.all(walking);
    breaches.push(...(await unsettled(stack)), ...(await otherHistories(stack, walked)));
    return { seed, walked: walked.length, kills, breaches };
  } finally {
    await servers.stop();
    await reaper.close();
  }
}

/** A renewal from the first form to the card in the hand. */
async function walkOne(stack: Stack): Promise<Walked> {
  const [desk, county, workshop] = [new Desk(stack, HOME), new County(stack, COUNTY), new Workshop(stack, HOME)];
  const taken = await desk.acceptFor(await registered(stack));
  await county.issueFor(taken.id);
  await workshop.makeAndBring(taken.id);
  await desk.handOver(await desk.seeIn(taken.id, 'arrived'), taken.receiptCode);
  const { id: card } = await workshop.cardIn(taken.id, 'collected');
  return { application: taken.id, card };
}

interface Disturbing {
  readonly until: number;
  readonly random: Chance;
  readonly kills: { services: number; kafka: number; postgres: number };
  readonly tell: (line: string) => void;
}

/** Kills a service every few seconds, now and then two at once, Kafka, or every connection of a database. */
async function disturb(stack: Stack, { until, random, kills, tell }: Disturbing): Promise<void> {
  const starting: Promise<void>[] = [];
  while (performance.now() < until) {
    const draw = random.between(1, 20);
    const victims = draw === 1 ? ['kafka'] : Array.from({ length: draw < 8 ? 2 : 1 }, () => random.pick(services));
    if (draw === 2) {
      const database = databaseOf(random.pick(services));
      tell(`the connections of ${database} are ended`);
      kills.postgres++;
      await asSuperuser(
        stack,
        database,
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    } else {
      const different = [...new Set(victims)];
      tell(`kill -9 of ${different.join(' and ')}`);
      if (draw === 1) kills.kafka++;
      else kills.services += different.length;
      await Promise.all(different.map((victim) => control(stack, victim, 'kill')));
      const down = random.between(0, 1500);
      const start = async (victim: string) => {
        await pause(down);
        await control(stack, victim, 'start');
      };
      starting.push(...different.map(start));
    }
    await pause(random.between(500, 4000));
  }
  await Promise.all(starting);
}

/** Letters that have no receipt, or one that says that they are put aside, once there was time for it; and records that nobody wrote. */
async function unsettled(stack: Stack): Promise<string[]> {
  const of = async (database: string): Promise<string[]> => {
    const look = async () => {
      const [row] = await asSuperuser(
        stack,
        database,
        `select (select count(*)::int from letters_outbox where receipted_at is null or outcome <> 'processed') as letters,
                (select count(*)::int from letters_parked) as parked,
                (select count(*)::int from letters_quarantine) as quarantined`,
      );
      return row ?? {};
    };
    try {
      await eventually(`every letter of ${database} settled`, async () =>
        Object.values(await look()).every((count) => count === 0) ? true : undefined,
      );
      return [];
    } catch {
      return [`${database}: ${JSON.stringify(await look())}`];
    }
  };
  return (await Promise.all(services.map((service) => of(databaseOf(service))))).flat();
}

/** Applications and cards whose history differs from that of the first, which nothing disturbed. */
async function otherHistories(stack: Stack, walked: readonly Walked[]): Promise<string[]> {
  const kept = [
    { database: databaseOf(`${HOME}.intake`), subjects: walked.map(({ application }) => application) },
    { database: databaseOf(`${COUNTY}.review`), subjects: walked.map(({ application }) => application) },
    { database: databaseOf(`${HOME}.production`), subjects: walked.map(({ card }) => card) },
  ];
  const different = kept.map(async ({ database, subjects }) => {
    const rows = await asSuperuser(
      stack,
      database,
      `select subject_id, string_agg(act || coalesce(' → ' || to_state, ''), ', ' order by id) as acts from history
       where to_state is distinct from from_state group by subject_id`,
    );
    const acts = new Map(rows.map(({ subject_id, acts }) => [subject_id, acts]));
    const usual = acts.get(subjects[0]);
    return subjects
      .filter((subject) => usual === undefined || acts.get(subject) !== usual)
      .map((subject) => `${database}: ${subject} has another history: ${String(acts.get(subject))}`);
  });
  return (await Promise.all(different)).flat();
}
