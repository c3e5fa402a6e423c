import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Registry } from 'prom-client';
import { Clock, ClockFollower } from './clock.js';
import { ConfigError, type ServiceConfig } from './config.js';
import { addHooks, fastifyOptions } from './http/hooks.js';
import { Requests } from './http/requests.js';
import { serveDocumentation } from './http/documentation.js';
import type { AboutService } from './http/openapi.js';
import { LOG, type Log, nestLog, safeError } from './log.js';

const STOP_WITHIN_MS = 10_000;

/** A service with everything but an open port; tests listen on port 0 with it. */
export async function createService(
  module: Type | DynamicModule,
  about: AboutService,
  trustedProxies: readonly string[] = [],
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(fastifyOptions(trustedProxies));
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  const log = app.get<Log>(LOG);
  app.useLogger(nestLog(log));
  app.flushLogs();
  await addHooks(app.getHttpAdapter().getInstance(), { log, registry: app.get(Registry), requests: app.get(Requests) });
  serveDocumentation(app, about);
  return app;
}

/** Runs a service until it is told to stop: listens, follows the clock of a development stack, ends in order. */
export async function startService(
  module: Type | DynamicModule,
  config: ServiceConfig,
  about: AboutService,
): Promise<NestFastifyApplication> {
  const app = await createService(module, about, config.TRUSTED_PROXIES);
  const log = app.get<Log>(LOG);
  const follower = await followClock(app, config, about);
  await app.listen(config.HTTP_PORT, config.HTTP_HOST);
  log.info({ port: config.HTTP_PORT }, 'listening');
  stopWhenTold(log, config, async () => {
    follower?.stop();
    await app.close();
  });
  return app;
}

async function followClock(
  app: NestFastifyApplication,
  config: ServiceConfig,
  about: AboutService,
): Promise<ClockFollower | undefined> {
  if (config.CLOCK_URL === undefined) return undefined;
  const subscriber = `${config.BUREAU}-${about.name}`;
  const follower = new ClockFollower(app.get(Clock), { url: config.CLOCK_URL, subscriber, log: app.get<Log>(LOG) });
  await follower.start();
  return follower;
}

function stopWhenTold(log: Log, config: ServiceConfig, stop: () => Promise<void>): void {
  let stopping = false;
  const end = (why: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'stopping');
    setTimeout(() => {
      log.error({}, 'did not stop in time');
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    stop().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
  if (config.YIDI_EXIT_WITH_PARENT === '1') process.once('disconnect', () => end('the parent went away'));
}

/** Runs a `main`: a fault at the start ends the process with a sentence, never with a configuration's values. */
export function runMain(main: () => Promise<unknown>): void {
  main().catch((error: unknown) => {
    const text =
      error instanceof ConfigError ? error.message : JSON.stringify({ msg: 'could not start', err: safeError(error) });
    process.stderr.write(`${text}\n`, () => process.exit(1));
  });
}
