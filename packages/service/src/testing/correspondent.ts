import type { DynamicModule, Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { letterCatalogue, type Service } from '@yidi/domain';
import {
  handlerProviders,
  messagingMigrations,
  Outbox,
  type OutgoingLetter,
  provisionBureau,
  type ReceivedLetter,
} from '@yidi/messaging';
import { baseEnvironment, readConfig } from '../config.js';
import { createLog } from '../log.js';
import { serviceMigrations } from '../migrations/index.js';
import { ServiceModule } from '../module.js';
import { createService } from '../start.js';
import type { bureauFiles } from './bureaus.js';
import { aDatabase } from './database.js';

/** Gives bureaus their inboxes and rights on the Kafka of the test run. */
export async function inboxesFor(...bureaus: readonly string[]): Promise<void> {
  const { TEST_KAFKA_BROKERS, TEST_KAFKA_ADMIN_USERNAME, TEST_KAFKA_ADMIN_PASSWORD } = process.env;
  if (!TEST_KAFKA_BROKERS || !TEST_KAFKA_ADMIN_USERNAME || !TEST_KAFKA_ADMIN_PASSWORD)
    throw new Error('TEST_KAFKA_* is missing: run under tools/stack/dist/with-servers.js');
  const admin = {
    brokers: TEST_KAFKA_BROKERS.split(','),
    username: TEST_KAFKA_ADMIN_USERNAME,
    password: TEST_KAFKA_ADMIN_PASSWORD,
  };
  for (const bureau of bureaus) await provisionBureau(admin, { bureau });
}

/** The service at the other end of a letter: it writes what a test gives it and remembers what it is written. */
export async function aCorrespondent(the: {
  readonly bureau: string;
  readonly service: Service;
  readonly files: ReturnType<typeof bureauFiles>;
}) {
  const migrations = [...messagingMigrations, ...serviceMigrations];
  const database = await aDatabase(migrations);
  const received: ReceivedLetter[] = [];
  const remembering = (): Type =>
    class {
      async handle(letters: ReceivedLetter[]): Promise<void> {
        received.push(...letters);
      }
    };
  const types = letterCatalogue.filter(({ to }) => (to as readonly Service[]).includes(the.service));
  const handlers = Object.fromEntries(types.map(({ type }) => [type, remembering()]));
  const environment = the.files.environment({ ...the, databaseUrl: database.appUrl, issuer: 'http://127.0.0.1:1' });
  const name: string = the.service;
  const module: DynamicModule = {
    module: class {},
    imports: [
      ServiceModule.register({
        name,
        config: readConfig(baseEnvironment, environment),
        entities: [],
        migrations,
        letters: { catalogue: letterCatalogue, handlers: handlers as never },
        log: createLog(name, { level: 'silent', bureau: the.bureau }),
      }),
    ],
    providers: handlerProviders(handlers),
  };
  const app = await createService(module, { name, title: name, description: 'For tests', version: '1' });
  await app.init();
  return {
    received,
    send: (...letters: OutgoingLetter[]): Promise<void> =>
      app.get(DataSource).transaction((tx) => app.get(Outbox).add(tx, letters)),
    stop: async (): Promise<void> => {
      await app.close();
      await database.drop();
    },
  };
}
