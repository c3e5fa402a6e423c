import { type Logger, pino } from 'pino';
import type { ConsoleConfig } from './config.js';

/** What of an error may be logged: its message may quote what somebody sent. */
const safeError = (error: Error & { code?: unknown }) => ({
  type: error.name,
  code: error.code,
  stack: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)),
});

/** The log of the console's server: JSON lines, nothing personal. */
export const consoleLog = ({ LOG_LEVEL, BUREAU }: Pick<ConsoleConfig, 'LOG_LEVEL' | 'BUREAU'>): Logger =>
  pino({
    level: LOG_LEVEL,
    base: { service: 'console', bureau: BUREAU },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: safeError, error: safeError },
  });
