import { readFileSync } from 'node:fs';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { MixedList } from 'typeorm';
import { DomainError } from '@yidi/domain';
import {
  Directory,
  type HandlersOf,
  type LetterType,
  MessagingModule,
  type MessagingOptions,
  readServiceKeys,
} from '@yidi/messaging';
import { Acts } from './acts/acts.js';
import { NoteSweeper } from './acts/sweeper.js';
import { BrokenSeals } from './broken-seals.js';
import { ChangesController } from './changes.controller.js';
import { CalendarWatch } from './calendar-watch.js';
import { Clock } from './clock.js';
import type { ServiceConfig } from './config.js';
import { databaseOptions } from './database.js';
import { FieldCipher } from './field-cipher.js';
import { EXPECTED_MIGRATIONS, Health, HealthController } from './http/health.controller.js';
import { Requests } from './http/requests.js';
import { LettersController } from './letters-desk/letters.controller.js';
import { ParkedController } from './letters-desk/parked.controller.js';
import { createLog, LOG, type Log } from './log.js';
import type { MigrationClass } from './migrate.js';
import { Bureau } from './officers/bureau.js';
import { OfficerGuard } from './officers/officer.guard.js';
import { Tokens } from './officers/tokens.js';
import { Outsides } from './outsides.js';
import { InputPipe } from './problem/input.pipe.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { ReadsController } from './reads.controller.js';

/** Token under which a service's own parsed configuration is injected. */
export const CONFIG = Symbol('config');

/** What every letter is about here: an application, and the tables hold it as such. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Letters<C extends readonly LetterType[], S extends string> {
  readonly catalogue: C;
  readonly handlers: HandlersOf<C, S>;
  /** Where letters find what was sealed ahead: `MessagingOptions.contents`. */
  readonly contents?: string;
}

/** What a service tells about itself. */
export interface ServiceRegistration<C extends readonly LetterType[], S extends string> {
  readonly name: S;
  readonly config: ServiceConfig;
  readonly entities: MixedList<Function>;
  /** All that must have been applied, messaging's and this package's included. */
  readonly migrations: readonly MigrationClass[];
  /** Which letters there are, and what handles those that this service reads. */
  readonly letters?: Letters<C, S>;
  /** Where log lines go instead of standard output. */
  readonly log?: Log;
}

/** Everything that a service of a bureau has besides its own acts; global, so that no other module imports it. */
@Module({})
export class ServiceModule {
  static register<const C extends readonly LetterType[], const S extends string>(
    service: ServiceRegistration<C, S>,
  ): DynamicModule {
    const { name, config, entities, letters } = service;
    return {
      module: ServiceModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot({ ...databaseOptions(name, config, entities), retryAttempts: 5, retryDelay: 1000 }),
        ...(letters ? [messagingOf(service, letters)] : []),
      ],
      controllers: [
        HealthController,
        ChangesController,
        ReadsController,
        ...(letters ? [LettersController, ParkedController] : []),
      ],
      providers: providersOf(service),
      exports: [
        Acts,
        BrokenSeals,
        Bureau,
        Clock,
        CONFIG,
        Directory,
        FieldCipher,
        Health,
        LOG,
        Outsides,
        Registry,
        Requests,
      ],
    };
  }
}

function providersOf({
  name,
  config,
  migrations,
  log,
}: ServiceRegistration<readonly LetterType[], string>): Provider[] {
  return [
    { provide: CONFIG, useValue: config },
    { provide: LOG, useFactory: () => log ?? createLog(name, { level: config.LOG_LEVEL, bureau: config.BUREAU }) },
    { provide: Registry, useFactory: registryOf },
    { provide: Bureau, useValue: new Bureau(config.BUREAU) },
    { provide: Clock, useClass: Clock },
    { provide: Requests, useClass: Requests },
    { provide: FieldCipher, inject: [LOG], useFactory: (to: Log) => cipherOf(config, to) },
    { provide: Tokens, useValue: new Tokens({ issuer: config.OIDC_ISSUER, audience: config.OIDC_AUDIENCE }) },
    { provide: Directory, inject: [Clock], useFactory: (clock: Clock) => directoryOf(config, clock) },
    { provide: EXPECTED_MIGRATIONS, useValue: migrations.map((migration) => new migration().name ?? migration.name) },
    { provide: APP_GUARD, useClass: OfficerGuard },
    { provide: APP_PIPE, useClass: InputPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
    Acts,
    BrokenSeals,
    CalendarWatch,
    Health,
    NoteSweeper,
    Outsides,
  ];
}

function messagingOf<const C extends readonly LetterType[], const S extends string>(
  { name, config }: ServiceRegistration<C, S>,
  { catalogue, handlers, contents }: Letters<C, S>,
): DynamicModule {
  return MessagingModule.register({
    service: name,
    catalogue,
    handlers,
    inject: [Clock, FieldCipher, Directory, Registry, LOG, Requests],
    useFactory: (
      clock: Clock,
      atRest: FieldCipher,
      directory: Directory,
      registry: Registry,
      log: Log,
      requests: Requests,
    ) =>
      ({
        bureau: config.BUREAU,
        kafka: kafkaOf(config),
        keys: readServiceKeys(config.LETTER_KEYS_FILE),
        directory,
        atRest,
        clock,
        registry,
        log,
        contents,
        subject: UUID,
        busy: () => requests.many,
        giveUp: () => process.exit(1),
        refusal: (error: unknown) => (error instanceof DomainError ? error.code : undefined),
      }) satisfies Omit<MessagingOptions, 'service' | 'catalogue'>,
  });
}

function kafkaOf(config: ServiceConfig): MessagingOptions['kafka'] {
  return {
    brokers: config.KAFKA_BROKERS,
    username: config.KAFKA_USERNAME,
    password: config.KAFKA_PASSWORD,
    ...(config.KAFKA_SSL_CA_FILE !== undefined && { ssl: { ca: readFileSync(config.KAFKA_SSL_CA_FILE, 'utf8') } }),
  };
}

function registryOf(): Registry {
  const registry = new Registry();
  // NOTE: the usual 10 ms would wake every idle service a hundred times a second.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  return registry;
}

function cipherOf(config: ServiceConfig, log: Log): FieldCipher {
  return FieldCipher.read(config.FIELD_KEYS_FILE, { mode: config.YIDI_MODE, warn: (fault) => log.warn({}, fault) });
}

function directoryOf(config: ServiceConfig, clock: Clock): Directory {
  return Directory.read(config.DIRECTORY_FILE, config.DIRECTORY_AUTHORITY_KEY, clock);
}
