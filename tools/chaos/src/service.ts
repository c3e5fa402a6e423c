/* One service of a run: writes letters or answers them, notes every effect, and is killed at any moment. */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { DataSource, type EntityManager } from 'typeorm';
import {
  asTheyAre,
  catalogue,
  columns,
  COUNTY,
  DESK,
  nextSteps,
  type Step,
  StepAnswered,
  type StepOf,
  StepTaken,
  writeSteps,
} from './letters.js';
import type { ServicePlan } from './plan.js';
import type { LetterHandler, LetterType, ReceivedLetter } from '@yidi/messaging';

const plan = JSON.parse(await text(process.stdin)) as ServicePlan;
const messaging = (await import(plan.messaging)) as typeof import('@yidi/messaging');
const { Directory, Messaging, Outbox, ParkLetter, serviceKeys, survivesCuts } = messaging;

const database = await connected(plan.databaseUrl);
const [reader, Reply] = plan.service === 'desk' ? [COUNTY, StepTaken] : [DESK, StepAnswered];

const clock = { ahead: 0, now: () => new Date(Date.now() + clock.ahead) };
const setClock = (): void => void (clock.ahead = Number(readFileSync(plan.clock, 'utf8')));
setClock();
setInterval(setClock, 100).unref();

let reached = 0;
const log = (about: object, message: string): void =>
  void process.stderr.write(`${new Date().toISOString()} ${JSON.stringify(about)} ${message}\n`);
const options: ConstructorParameters<typeof Messaging>[1] = {
  bureau: plan.bureau,
  service: plan.service,
  kafka: plan.kafka,
  keys: serviceKeys(plan.keys),
  directory: Directory.parse(plan.directory, plan.authority, clock),
  atRest: asTheyAre,
  catalogue,
  clock,
  refusal: () => undefined,
  registry: new Registry(),
  log: { info: log, warn: log, error: log },
  timing: plan.timing,
  reached(point) {
    if (point === plan.dies?.at && ++reached === plan.dies.nth) process.kill(process.pid, 'SIGKILL');
  },
};
const outbox = new Outbox(database, options);

const write = (tx: EntityManager, steps: readonly StepOf[]): Promise<void> =>
  writeSteps(tx, outbox, { letter: Reply, to: reader, time: clock.now() }, steps);

const handler: LetterHandler<LetterType<Step>> = {
  async handle(letters: ReceivedLetter<Step>[], tx: EntityManager) {
    for (const { from } of letters) {
      if (from.bureau !== reader.bureau) throw new ParkLetter('not-yours');
    }
    await tx.query(
      'insert into effects (letter, subject, n) select * from unnest($1::uuid[], $2::text[], $3::integer[])',
      columns(letters),
    );
    const steps = letters.map(({ subject, payload: { n } }) => ({ subject, n }));
    if (plan.service === 'county') await write(tx, steps);
  },
};

const handlers = new Map(
  catalogue
    .filter(({ to }) => to.includes(plan.service))
    .map(({ type }) => [type, handler as LetterHandler<LetterType>]),
);
const letters = new Messaging(database, options, outbox, () => handlers);
letters.start();

const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
const stopped = new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
await Promise.all([stopped, ...Array.from({ length: plan.service === 'desk' ? plan.writers : 0 }, takeSteps)]);
await letters.stop();
await database.destroy();

async function connected(url: string): Promise<DataSource> {
  for (;;) {
    try {
      return await new DataSource({
        type: 'postgres',
        url,
        poolSize: 8,
        connectTimeoutMS: 3000,
        extra: survivesCuts,
      }).initialize();
    } catch {
      await pause(100);
    }
  }
}

/** Takes steps until told to stop; what a fault prevents was not written and is not counted. */
async function takeSteps(): Promise<void> {
  while (!stop.signal.aborted) {
    const subject = plan.cases[Math.floor(Math.random() * plan.cases.length)] ?? '';
    try {
      await database.transaction(async (tx) => {
        await write(tx, await nextSteps(tx, [subject]));
      });
    } catch (error) {
      log({ fault: (error as Error).name }, 'this step was not taken');
    }
    await pause(plan.stepEvery * (0.5 + Math.random()));
  }
}
