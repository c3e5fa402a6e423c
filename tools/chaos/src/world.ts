import { randomBytes } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  generateAuthorityKey,
  generateServiceKeys,
  grantToApp,
  type KafkaAccess,
  messagingMigrations,
  provisionBureau,
  type ServiceKeysFile,
  signDirectory,
  uuidv7,
} from '@yidi/messaging';
import { Child, freePort, prepareKafka, preparePostgres, Reaper, temporaryFolder } from '@yidi/stack';
import { DataSource } from 'typeorm';
import { COUNTY, DESK, STRANGER } from './letters.js';
import { faultProxy, type FaultProxy } from './proxy.js';

/** One side's database: as the service sees it and as its owner does. */
export interface Side {
  readonly bureau: string;
  readonly service: 'desk' | 'county';
  readonly databaseUrl: string;
  readonly keys: ServiceKeysFile;
  /** The owner's connection, for looking and for breaking. */
  readonly owner: DataSource;
}

/** Real Kafka behind a fault proxy, real PostgreSQL, two services' databases; nothing runs yet but these. */
export interface World {
  readonly folder: string;
  readonly reaper: Reaper;
  readonly proxy: FaultProxy;
  readonly desk: Side;
  readonly county: Side;
  readonly cases: readonly string[];
  readonly stranger: ServiceKeysFile;
  readonly directory: string;
  readonly authority: string;
  /** The file that says by how many milliseconds the services' clock is ahead. */
  readonly clock: string;
  readonly admin: KafkaAccess;
  readonly superuser: DataSource;
  access(bureau: string): KafkaAccess;
  /** Moves the services' clock forward. */
  forward(milliseconds: number): void;
  /** kill -9, and up again once the work is done. */
  withoutKafka(work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

const year = 365 * 24 * 3600 * 1000;
const secret = (): string => randomBytes(18).toString('base64url');

/** Starts the servers, lays out topics, rights, keys and databases. */
export async function aWorld({ cases, tell }: { cases: number; tell: (line: string) => void }): Promise<World> {
  const reaper = new Reaper();
  const folder = temporaryFolder(reaper);
  const [port, controllerPort, bureauPassword, adminPassword] = [
    await freePort(),
    await freePort(),
    secret(),
    secret(),
  ];
  const proxy = await faultProxy(port, '127.0.0.2');
  const users = Object.fromEntries([DESK, COUNTY, STRANGER].map(({ bureau }) => [bureau, bureauPassword]));
  const [kafka, postgres] = await Promise.all([
    prepareKafka({
      folder: join(folder, 'kafka'),
      port,
      controllerPort,
      listen: '127.0.0.2',
      users: { broker: secret(), admin: adminPassword, ...users },
      log: join(folder, 'kafka.log'),
      reaper,
      durable: false,
      tell,
    }),
    preparePostgres({
      folder: join(folder, 'postgres'),
      port: await freePort(),
      password: secret(),
      log: join(folder, 'postgres.log'),
      reaper,
      durable: false,
      tell,
    }),
  ]);
  const children: [Child, Child] = await Promise.all([kafka.launch(), postgres.launch()]);
  const access = (username: string): KafkaAccess => ({ brokers: [kafka.brokers], username, password: bureauPassword });
  const admin = { ...access('admin'), password: adminPassword };
  for (const { bureau } of [DESK, COUNTY, STRANGER]) await provisionBureau(admin, { bureau });

  const now = Date.now();
  const validity = { notBefore: new Date(now - 3600_000), notAfter: new Date(now + year) };
  const [deskKeys, countyKeys, strangerKeys] = [DESK, COUNTY, STRANGER].map(({ service }) =>
    generateServiceKeys(service, validity),
  ) as [Generated, Generated, Generated];
  const authority = generateAuthorityKey();
  const entry = ({ bureau }: { bureau: string }, { listed }: Generated) => ({
    bureau,
    keys: listed,
    protocols: [1],
    about: {},
  });
  const entries = [entry(DESK, deskKeys), entry(COUNTY, countyKeys), entry(STRANGER, strangerKeys)];
  const directory = signDirectory(entries, authority, { number: 1, expiresAt: new Date(now + year) });

  let ahead = 0;
  const clock = join(folder, 'clock');
  writeFileSync(clock, '0');
  const subjects = Array.from({ length: cases }, () => uuidv7());
  const superuser = await open(postgres.url);
  const desk = { ...DESK, ...(await database(superuser, postgres.url, 'desk', subjects)), keys: deskKeys.secret };
  const county = { ...COUNTY, ...(await database(superuser, postgres.url, 'county', [])), keys: countyKeys.secret };
  return {
    folder,
    reaper,
    proxy,
    desk,
    county,
    cases: subjects,
    stranger: strangerKeys.secret,
    directory,
    authority: authority.publicKey,
    admin,
    superuser,
    access,
    clock,
    forward(milliseconds) {
      ahead += milliseconds;
      writeFileSync(`${clock}.new`, String(ahead));
      renameSync(`${clock}.new`, clock);
    },
    async withoutKafka(work) {
      await children[0].kill();
      try {
        await work();
      } finally {
        children[0] = await kafka.launch();
      }
    },
    async close() {
      for (const source of [desk.owner, county.owner, superuser]) await source.destroy();
      await Promise.all(children.map((child) => child.kill()));
      await proxy.close();
      await reaper.close();
    },
  };
}

type Generated = ReturnType<typeof generateServiceKeys>;

/** A connection that outlives the server's crashes: a lost one is replaced at the next query. */
async function open(url: string, options = ''): Promise<DataSource> {
  const source = await new DataSource({
    type: 'postgres',
    url,
    poolSize: 2,
    poolErrorHandler: () => undefined,
    extra: { options },
    migrations: messagingMigrations,
  }).initialize();
  return source;
}

async function database(superuser: DataSource, server: string, name: string, subjects: readonly string[]) {
  const [owner, app, password] = [`${name}_owner`, `${name}_app`, secret()];
  for (const role of [owner, app]) await superuser.query(`create role ${role} login password '${password}'`);
  await superuser.query(`create database ${name} owner ${owner}`);
  const url = (user: string): string => {
    const address = new URL(server);
    Object.assign(address, { username: user, password, pathname: `/${name}` });
    return address.href;
  };
  const migrating = await open(url(owner), `-c yidi.app_role=${app}`);
  await migrating.runMigrations();
  for (const statement of [
    'create table cases (subject text primary key, n integer not null default 0)',
    'create table written (letter uuid primary key, subject text not null, n integer not null)',
    // No unique index: an effect that comes twice is to be seen.
    'create table effects (at bigint generated always as identity, letter uuid not null, subject text not null, n integer not null)',
    grantToApp('cases', 'select, update'),
    grantToApp('written', 'select, insert'),
    grantToApp('effects', 'select, insert'),
  ]) {
    await migrating.query(statement);
  }
  await migrating.query('insert into cases (subject) select * from unnest($1::text[])', [subjects]);
  return { databaseUrl: url(app), owner: migrating };
}
