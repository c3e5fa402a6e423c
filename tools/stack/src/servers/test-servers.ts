import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Child } from './child.js';
import { givenKafka, givenPostgres } from './given.js';
import { prepareKafka } from './kafka.js';
import { freePort } from './ports.js';
import { preparePostgres } from './postgres.js';
import type { Reaper } from './reaper.js';

/** Bureau codes that tests may use: each has a Kafka user without rights until a test grants some. */
export const testBureaus: readonly string[] = Array.from({ length: 99 }, (_, index) => String(990_301 + index));

/** Where tests find their servers: the variables of every `*.int.test.ts`. */
export interface TestServers {
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

interface Where {
  readonly folder: string;
  readonly reaper: Reaper;
  readonly durable: boolean;
}

type Env = Record<string, string>;
type Started = (child: Child) => void;

const secret = (): string => randomBytes(18).toString('base64url');
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/** A temporary folder that a server's user may enter, removed even if we are killed. */
export function temporaryFolder(reaper: Reaper): string {
  const folder = mkdtempSync(join(tmpdir(), 'yidi-test-'));
  chmodSync(folder, 0o711);
  reaper.folder(folder);
  return folder;
}

async function kafkaEnv({ folder, reaper, durable }: Where, started: Started): Promise<Env> {
  const given = givenKafka();
  if (given) {
    return {
      TEST_KAFKA_BROKERS: given.brokers,
      TEST_KAFKA_ADMIN_USERNAME: given.username,
      TEST_KAFKA_ADMIN_PASSWORD: given.password,
      TEST_BUREAU_PASSWORD: given.bureauPassword,
      ...(given.tls && { TEST_KAFKA_TLS_BROKERS: given.tls.brokers, TEST_KAFKA_CA_FILE: given.tls.caFile }),
    };
  }
  const [admin, bureau] = [secret(), secret()];
  const { brokers, tls, launch } = await prepareKafka({
    folder: join(folder, 'kafka'),
    port: await freePort(),
    controllerPort: await freePort(),
    tlsPort: await freePort(),
    users: { broker: secret(), admin, ...Object.fromEntries(testBureaus.map((code) => [code, bureau])) },
    log: join(folder, 'kafka.log'),
    reaper,
    durable,
    tell,
  });
  started(await launch());
  return {
    TEST_KAFKA_BROKERS: brokers,
    TEST_KAFKA_ADMIN_USERNAME: 'admin',
    TEST_KAFKA_ADMIN_PASSWORD: admin,
    TEST_BUREAU_PASSWORD: bureau,
    ...(tls && { TEST_KAFKA_TLS_BROKERS: tls.brokers, TEST_KAFKA_CA_FILE: tls.caFile }),
  };
}

async function postgresEnv({ folder, reaper, durable }: Where, started: Started): Promise<Env> {
  const given = givenPostgres();
  if (given !== undefined) return { TEST_DATABASE_URL: given };
  const { url, launch } = await preparePostgres({
    folder: join(folder, 'postgres'),
    port: await freePort(),
    password: secret(),
    log: join(folder, 'postgres.log'),
    reaper,
    durable,
    tell,
  });
  started(await launch());
  return { TEST_DATABASE_URL: url };
}

/** Real Kafka and real PostgreSQL with empty data on free ports, or those that KAFKA_BROKERS and DATABASE_URL name; `durable` writes to the disk what it acknowledges. */
export async function startTestServers(reaper: Reaper, { durable = false } = {}): Promise<TestServers> {
  const folder = temporaryFolder(reaper);
  const where = { folder, reaper, durable };
  const children: Child[] = [];
  const started: Started = (child) => void children.push(child);
  const stop = async (): Promise<void> => {
    await Promise.all(children.map((child) => child.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  const results = await Promise.allSettled([kafkaEnv(where, started), postgresEnv(where, started)]);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return {
    env: Object.assign({}, ...results.map((result) => (result.status === 'fulfilled' ? result.value : {}))),
    stop,
  };
}
