import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sentence } from '../sentence.js';
import { startKafka } from './kafka.js';
import type { KafkaServer } from './kafka.js';
import { freePort } from './ports.js';
import { startPostgres } from './postgres.js';
import type { PostgresServer } from './postgres.js';
import { Reaper } from './reaper.js';

/** Bureau codes that tests may use: each has a Kafka user without rights until a test grants some. */
export const testBureaus: readonly string[] = Array.from({ length: 99 }, (_, index) => String(990_301 + index));

/** Where tests find their servers: the variables of every `*.int.test.ts`. */
export interface TestServers {
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const secret = (): string => randomBytes(18).toString('base64url');

function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Sentence(`KAFKA_BROKERS is set, so ${name} is needed too.`);
  return value;
}

async function ownKafka(folder: string, reaper: Reaper): Promise<{ server: KafkaServer; env: Record<string, string> }> {
  const [admin, bureau] = [secret(), secret()];
  const server = await startKafka({
    folder: join(folder, 'kafka'),
    port: await freePort(),
    controllerPort: await freePort(),
    users: { broker: secret(), admin, ...Object.fromEntries(testBureaus.map((code) => [code, bureau])) },
    log: join(folder, 'kafka.log'),
    reaper,
    tell: (line) => console.error(line),
  });
  const env = {
    TEST_KAFKA_BROKERS: server.brokers,
    TEST_KAFKA_ADMIN_USERNAME: 'admin',
    TEST_KAFKA_ADMIN_PASSWORD: admin,
    TEST_BUREAU_PASSWORD: bureau,
  };
  return { server, env };
}

const givenKafka = (): Record<string, string> => ({
  TEST_KAFKA_BROKERS: given('KAFKA_BROKERS'),
  TEST_KAFKA_ADMIN_USERNAME: given('KAFKA_ADMIN_USERNAME'),
  TEST_KAFKA_ADMIN_PASSWORD: given('KAFKA_ADMIN_PASSWORD'),
  TEST_BUREAU_PASSWORD: given('KAFKA_BUREAU_PASSWORD'),
});

async function ownPostgres(folder: string, reaper: Reaper): Promise<PostgresServer> {
  return startPostgres({
    folder: join(folder, 'postgres'),
    port: await freePort(),
    password: secret(),
    log: join(folder, 'postgres.log'),
    reaper,
    durable: false,
    tell: (line) => console.error(line),
  });
}

/** Real Kafka and real PostgreSQL with empty data on free ports, or those that KAFKA_BROKERS and DATABASE_URL name. */
export async function startTestServers(reaper: Reaper): Promise<TestServers> {
  const folder = mkdtempSync(join(tmpdir(), 'yidi-test-'));
  chmodSync(folder, 0o711);
  reaper.folder(folder);
  const [kafka, postgres] = await Promise.allSettled([
    process.env['KAFKA_BROKERS'] ? { server: undefined, env: givenKafka() } : ownKafka(folder, reaper),
    process.env['DATABASE_URL'] ? undefined : ownPostgres(folder, reaper),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.all([
      kafka.status === 'fulfilled' ? kafka.value.server?.kill() : undefined,
      postgres.status === 'fulfilled' ? postgres.value?.stop() : undefined,
    ]);
    rmSync(folder, { recursive: true, force: true });
    if (postgres.status === 'fulfilled' && postgres.value) {
      rmSync(postgres.value.dataFolder, { recursive: true, force: true });
    }
  };
  if (kafka.status === 'rejected' || postgres.status === 'rejected') {
    await stop();
    throw kafka.status === 'rejected' ? kafka.reason : (postgres as PromiseRejectedResult).reason;
  }
  return {
    env: { ...kafka.value.env, TEST_DATABASE_URL: postgres.value?.url ?? process.env['DATABASE_URL'] ?? '' },
    stop,
  };
}
