import { survivesCuts } from '@yidi/messaging';
import type { DataSourceOptions, MixedList } from 'typeorm';
import type { ServiceConfig } from './config.js';

/** Options of the app role's DataSource: statements end by themselves, schema changes are not its business. */
export function databaseOptions(
  name: string,
  config: Pick<ServiceConfig, 'DATABASE_URL' | 'DATABASE_POOL' | 'BUREAU'>,
  entities: MixedList<Function>,
): DataSourceOptions {
  return {
    type: 'postgres',
    url: config.DATABASE_URL,
    applicationName: `yidi-${config.BUREAU}-${name}`,
    poolSize: config.DATABASE_POOL,
    connectTimeoutMS: 3000,
    entities,
    synchronize: false,
    migrationsRun: false,
    logging: false,
    extra: {
      ...survivesCuts,
      statement_timeout: 15_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 30_000,
      connectionTimeoutMillis: 3000,
    },
  };
}

/** The `code` of an error (SQLSTATE or errno), also of what a driver or TypeORM wrapped. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, driverError } = error as Error & { code?: unknown; driverError?: unknown };
  return typeof code === 'string' ? code : errorCode(driverError);
}
