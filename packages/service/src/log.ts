import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { errorCode } from './database.js';

/** The log of a service: JSON lines. An object of ids first, then a sentence; never personal data. */
export type Log = Logger;

/** Token under which the log is injected: `@Inject(LOG) log: Log`. */
export const LOG = Symbol('log');

const SECRETS = ['authorization', 'cookie', 'password', 'token', 'headers', 'body', 'payload', 'parameters', 'query'];

/** Makes the log of a service; what could hold a secret or a person is removed even where somebody passes it by mistake. */
export function createLog(
  name: string,
  given: { readonly level: string; readonly bureau: string },
  to?: DestinationStream,
): Log {
  const options = {
    level: given.level,
    base: { service: name, bureau: given.bureau },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: safeError, error: safeError },
    redact: { paths: [...SECRETS, ...SECRETS.map((name) => `*.${name}`)], remove: true },
  };
  return to ? pino(options, to) : pino(options);
}

/** What of an error may be logged: names, codes and places in the code. Its message may quote a value, so it may not. */
export function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { table, constraint, driverError } = error as Error & Record<'table' | 'constraint' | 'driverError', unknown>;
  return {
    type: error.name,
    code: errorCode(error),
    ...(typeof table === 'string' && { table }),
    ...(typeof constraint === 'string' && { constraint }),
    stack: frames(error),
    ...(error.cause instanceof Error && { cause: safeError(error.cause) }),
    ...(driverError instanceof Error && { driver: safeError(driverError) }),
  };
}

function frames(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}

/** Nest's own lines in the same log. */
export function nestLog(log: Log): LoggerService {
  const sentence = (message: unknown, context: unknown[]) =>
    [
      { context: context.at(-1), ...(message instanceof Error && { err: message }) },
      message instanceof Error ? 'fault' : String(message),
    ] as const;
  return {
    log: (message: unknown, ...context: unknown[]) => log.debug(...sentence(message, context)),
    error: (message: unknown, ...context: unknown[]) => log.error(...sentence(message, context)),
    warn: (message: unknown, ...context: unknown[]) => log.warn(...sentence(message, context)),
    debug: (message: unknown, ...context: unknown[]) => log.trace(...sentence(message, context)),
    verbose: (message: unknown, ...context: unknown[]) => log.trace(...sentence(message, context)),
    fatal: (message: unknown, ...context: unknown[]) => log.fatal(...sentence(message, context)),
  };
}
