import { randomBytes } from 'node:crypto';
import { setTimeout as pollAgain } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { Registry } from 'prom-client';
import { DataSource, type EntityManager } from 'typeorm';
import { inboxTopic, provisionBureau } from '../src/kafka.js';
import { survivesCuts } from '../src/cut-connections.js';
import type { DirectoryKey } from '../src/directory/keys.js';
import {
  type LetterHandler,
  type LetterType,
  type OutgoingLetter,
  type ReceivedLetter,
  UnknownVersion,
} from '../src/letter.js';
import { Messaging } from '../src/messaging.js';
import { grantToApp, messagingMigrations } from '../src/migrations/index.js';
import type { KafkaAccess, MessagingOptions, Timing } from '../src/options.js';
import { Outbox } from '../src/outbox/outbox.js';
import { raiseEpoch } from '../src/reconciliation/raise-epoch.js';
import { someBureaus } from '../src/testing/bureaus.js';
import { testAtRest } from './at-rest.js';

jest.setTimeout(60_000);

export interface Case {
  readonly n: number;
  readonly name?: string;
}

const read = (payload: unknown, version: number): Case => {
  if (version > 1) throw new UnknownVersion('case', version);
  const { n } = payload as Case;
  if (typeof n !== 'number') throw new TypeError('n is missing');
  return payload as Case;
};

export const CaseSent: LetterType<Case> = { type: 'case.sent', version: 1, from: ['desk'], to: ['county'], read };
export const CaseClosed: LetterType<Case> = { type: 'case.closed', version: 1, from: ['desk'], to: ['county'], read };
export const CaseDecided: LetterType<Case> = { type: 'case.decided', version: 1, from: ['county'], to: ['desk'], read };
export const catalogue = [CaseSent, CaseClosed, CaseDecided];

/** Waits until the check holds; its last failure is the test's. */
export async function eventually<T>(check: () => Promise<T> | T, within = 20_000): Promise<T> {
  const until = performance.now() + within;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > until) throw error;
      await pollAgain(25);
    }
  }
}

function environment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run under node tools/stack/dist/with-servers.js -- …`);
  return value;
}

export const adminAccess = (): KafkaAccess => ({
  brokers: environment('TEST_KAFKA_BROKERS').split(','),
  username: environment('TEST_KAFKA_ADMIN_USERNAME'),
  password: environment('TEST_KAFKA_ADMIN_PASSWORD'),
});

export const bureauAccess = (bureau: string): KafkaAccess => ({
  ...adminAccess(),
  username: bureau,
  password: environment('TEST_BUREAU_PASSWORD'),
});

/** A database with an owner and an app role, migrated, with a table of effects. */
async function freshDatabase(name: string) {
  const server = environment('TEST_DATABASE_URL');
  const admin = await new DataSource({ type: 'postgres', url: server }).initialize();
  const [owner, app] = [`${name}_owner`, `${name}_app`];
  await admin.query(`create role ${owner} login password 'owner'`);
  await admin.query(`create role ${app} login password 'app'`);
  await admin.query(`create database ${name} owner ${owner}`);
  await admin.destroy();
  const url = (user: string, password: string) => {
    const address = new URL(server);
    Object.assign(address, { username: user, password, pathname: `/${name}` });
    return address.href;
  };
  const migrating = await new DataSource({
    type: 'postgres',
    url: url(owner, 'owner'),
    extra: { options: `-c yidi.app_role=${app}` },
    migrations: messagingMigrations,
  }).initialize();
  await migrating.runMigrations();
  await migrating.query(
    'create table effects (n bigint generated always as identity, letter uuid not null, type text not null, subject text not null, value integer not null)',
  );
  await migrating.query('create table history (details jsonb not null)');
  await migrating.query(grantToApp('effects', 'select, insert'));
  await migrating.query(grantToApp('history', 'select, insert'));
  await migrating.destroy();
  return { name, url: url(app, 'app'), ownerUrl: url(owner, 'owner') };
}

/** Runs statements as the superuser of the test cluster. */
async function asSuperuser(...statements: string[]): Promise<void> {
  const admin = await new DataSource({ type: 'postgres', url: environment('TEST_DATABASE_URL') }).initialize();
  for (const statement of statements) await admin.query(statement);
  await admin.destroy();
}

export type Handle = (letters: ReceivedLetter<Case>[], tx: EntityManager) => Promise<void>;

/** Writes one row per letter, so that the order of rows is the order of effects. */
export const noteEffects: Handle = async (letters, tx) => {
  await tx.query(
    'insert into effects (letter, type, subject, value) select * from unnest($1::uuid[], $2::text[], $3::text[], $4::integer[])',
    [
      letters.map(({ id }) => id),
      letters.map(({ type }) => type),
      letters.map(({ subject }) => subject),
      letters.map(({ payload }) => payload.n),
    ],
  );
};

const quick: Partial<Timing> = {
  receiptsEvery: 50,
  standbyEvery: 100,
  housekeepingEvery: 100,
  retryFirst: 50,
  countEvery: 100,
  gapAfter: 300,
};

/** Bureaus with real databases and their inboxes on real Kafka. */
export async function aWorld(
  bureaus: Record<string, readonly string[]>,
  { change }: { change?: (key: DirectoryKey) => DirectoryKey } = {},
) {
  const keys = someBureaus(bureaus, change ? { change } : {});
  const closing: (() => Promise<unknown>)[] = [];
  const stopping: (() => Promise<unknown>)[] = [];
  for (const bureau of Object.keys(bureaus)) await provisionBureau(adminAccess(), { bureau });
  return {
    keys,
    /** One service with its own database, not started yet. */
    async service(bureau: string, service: string, change: Partial<MessagingOptions> = {}) {
      const urls = await freshDatabase(`t_${bureau}_${service}_${randomBytes(4).toString('hex')}`);
      const started: Messaging[] = [];
      const database = await new DataSource({
        type: 'postgres',
        url: urls.url,
        poolSize: 8,
        extra: survivesCuts,
      }).initialize();
      const stop = async () => {
        for (const messaging of started) await messaging.stop();
      };
      stopping.push(stop);
      closing.push(async () => {
        await stop();
        await database.destroy();
      });
      const logged: string[] = [];
      const log = (about: object, message: string) => logged.push(`${JSON.stringify(about)} ${message}`);
      /** The service as a newly started process sees it; several at once are several processes. */
      const process = (more: Partial<MessagingOptions> & { handle?: Handle } = {}) => {
        const { handle = noteEffects, timing, ...rest } = more;
        const options: MessagingOptions = {
          bureau,
          service,
          kafka: bureauAccess(bureau),
          keys: keys.keysOf(bureau, service),
          directory: keys.directory,
          atRest: testAtRest,
          catalogue,
          clock: { now: () => new Date() },
          refusal: () => undefined,
          registry: new Registry(),
          log: { info: log, warn: log, error: log },
          ...change,
          ...rest,
          timing: { ...quick, ...change.timing, ...timing },
        };
        const outbox = new Outbox(database, options);
        const handler = { handle } as LetterHandler<LetterType>;
        const readable = catalogue.filter(({ to }) => to.includes(service));
        const handlers = new Map(readable.map(({ type }) => [type, handler]));
        const messaging = new Messaging(database, options, outbox, () => handlers);
        started.push(messaging);
        return { messaging, outbox, registry: options.registry };
      };
      return {
        database,
        urls,
        logged,
        process,
        /** Stops every process of the service. */
        stop,
        /** Copies the database while none of its processes runs. */
        async backUp() {
          await database.destroy();
          await asSuperuser(`create database ${urls.name}_backup template ${urls.name}`);
          await database.initialize();
        },
        /** Puts the copy in the database's place, as an operator would: the owner then raises the epoch. */
        async restore() {
          await database.destroy();
          await asSuperuser(
            `drop database ${urls.name}`,
            `create database ${urls.name} template ${urls.name}_backup owner ${urls.name}_owner`,
          );
          const owner = await new DataSource({ type: 'postgres', url: urls.ownerUrl }).initialize();
          await raiseEpoch(owner);
          await owner.destroy();
          await database.initialize();
        },
        /** Writes letters in one transaction each call. */
        write: (outbox: Outbox, letters: OutgoingLetter[]) => database.transaction((tx) => outbox.add(tx, letters)),
        effects: async (): Promise<{ letter: string; subject: string; value: number; type: string }[]> =>
          database.query('select letter, type, subject, value from effects order by n'),
      };
    },
    /** Stops what a test has started and not stopped, so that its failure is its own. */
    async stop() {
      for (const stop of stopping) await stop();
    },
    async close() {
      for (const close of closing) await close();
    },
  };
}

/** Deletes a bureau's inbox with all that is in it. */
export async function deleteInbox(bureau: string): Promise<void> {
  const { brokers, username, password } = adminAccess();
  const sasl = { mechanism: 'scram-sha-512', username, password } as const;
  const admin = new Kafka({ brokers, sasl, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [inboxTopic(bureau)] });
  await eventually(async () => expect(await admin.listTopics()).not.toContain(inboxTopic(bureau)));
  await admin.disconnect();
}

/** Deletes a bureau's inbox with all that is in it and creates it again. */
export async function emptyInbox(bureau: string): Promise<void> {
  await deleteInbox(bureau);
  await provisionBureau(adminAccess(), { bureau });
}

export { inboxTopic };
