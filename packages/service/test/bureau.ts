import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { messagingMigrations } from '@yidi/messaging';
import {
  baseEnvironment,
  createLog,
  createService,
  type Log,
  type MigrationClass,
  readConfig,
  serviceMigrations,
  ServiceModule,
} from '../src/index.js';
import { aboutBureau, bureauFiles } from '../src/testing/index.js';

const BUREAU = '990101';

/** The migrations of a service that has no tables of its own. */
export const migrations: readonly MigrationClass[] = [...messagingMigrations, ...serviceMigrations];

/** The key files of a bureau, and the environment that names them. */
export function aBureau(given: { appUrl: string; issuer: string }) {
  const files = bureauFiles({ [BUREAU]: aboutBureau(BUREAU) });
  const environment = files.environment({
    bureau: BUREAU,
    service: 'intake',
    databaseUrl: given.appUrl,
    issuer: given.issuer,
  });
  return { ...files, environment: { ...environment, KAFKA_BROKERS: '127.0.0.1:1', LOG_LEVEL: 'info' } };
}

/** A service made of these controllers, listening on a free port, with its log lines kept. */
export async function aService(
  controllers: Type[],
  given: { appUrl: string; issuer: string; trustedProxies?: string[] },
) {
  const bureau = aBureau(given);
  const config = readConfig(baseEnvironment, bureau.environment);
  const lines: string[] = [];
  const log: Log = createLog(
    'desk',
    { level: 'info', bureau: BUREAU },
    { write: (line: string) => void lines.push(line) },
  );
  const service = ServiceModule.register({
    name: 'desk',
    config,
    entities: [],
    migrations,
    log,
  });
  class Desk {}
  const app: NestFastifyApplication = await createService(
    { module: Desk, imports: [service], controllers },
    { name: 'desk', title: 'Desk', description: 'A desk for tests', version: '1' },
    given.trustedProxies,
  );
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('localhost', '127.0.0.1');
  return {
    app,
    url,
    lines,
    stop: async () => {
      await app.close();
      bureau.remove();
    },
  };
}
