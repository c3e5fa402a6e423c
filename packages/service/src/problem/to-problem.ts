import { HttpException } from '@nestjs/common';
import { DomainError } from '@yidi/domain';
import { isSurroundings } from '@yidi/messaging';
import { errorCode } from '../database.js';
import { OutsideAway } from '../outside.js';
import { domainAnswer } from './domain-codes.js';
import type { ServiceCode } from './codes.js';
import { Problem, type ProblemAnswer } from './problem.js';

const BY_STATUS: Readonly<Record<number, ServiceCode>> = {
  400: 'BAD_REQUEST',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'TOO_SLOW',
  413: 'TOO_LARGE',
  414: 'BAD_REQUEST',
  415: 'WRONG_CONTENT_TYPE',
  429: 'TOO_MANY_REQUESTS',
  431: 'HEADERS_TOO_LARGE',
  503: 'TRY_AGAIN',
};
const TRY_AGAIN_AFTER = { 'retry-after': '3' };
/** SQLSTATE of a value that no column takes: half a character, a NUL, a day that no calendar has. */
const UNSTORABLE: ReadonlySet<string | undefined> = new Set(['22P05', '22021', '22008']);

/** Input that the database refused and a schema should have: the caller's fault, and a gap of ours to be told of. */
export const isUnstorable = (error: unknown): boolean => UNSTORABLE.has(errorCode(error));

/** What is answered to anything that can be thrown; a FAULT is the only one whose cause is worth a log line of its own. */
export function toProblem(error: unknown): ProblemAnswer {
  if (error instanceof Problem) return error.answer;
  if (error instanceof DomainError) return domainAnswer(error);
  if (error instanceof OutsideAway)
    return new Problem('OUTSIDE_AWAY', { details: { outside: error.outside }, headers: TRY_AGAIN_AFTER }).answer;
  if (isSurroundings(error)) return new Problem('TRY_AGAIN', { headers: TRY_AGAIN_AFTER }).answer;
  if (isUnstorable(error)) return new Problem('BAD_INPUT').answer;
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  return new Problem(BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'BAD_REQUEST' : 'FAULT')).answer;
}

/** Fastify's own errors say their status; a broken body, too large a one, an unknown type. */
function statusOf(error: unknown): number {
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}
