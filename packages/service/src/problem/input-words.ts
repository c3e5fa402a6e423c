import { type FaultName, faultWords } from '@yidi/domain';
import type { FieldError } from './problem.js';

/** A zod issue, as far as its words go. */
export interface InputIssue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly expected?: string;
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
  readonly params?: Readonly<Record<string, unknown>>;
}

type Words = Pick<FieldError, 'code' | 'message' | 'messageZh'>;

const FAULT_NAME = /^[A-Z][A-Z0-9_]{2,60}$/;

const empty = (given: unknown): boolean =>
  given === undefined || given === '' || (Array.isArray(given) && given.length === 0);

/** The words for a wrong field: from the issue's kind and limits, and whether anything was given, never from what was. */
export function inputWords(issue: InputIssue, given: unknown): Words {
  const fault = faultName(issue);
  if (fault !== undefined) return words(fault);
  if (issue.code !== 'unrecognized_keys' && empty(given)) return words('MISSING');
  const counted = issue.origin === 'string' || issue.origin === 'array' || issue.origin === 'set';
  switch (issue.code) {
    case 'invalid_type':
      return words('WRONG_TYPE', issue.expected);
    case 'too_small':
      return words(counted ? 'TOO_SHORT' : 'TOO_SMALL', `≥ ${issue.minimum}`);
    case 'too_big':
      return words(counted ? 'TOO_LONG' : 'TOO_BIG', `≤ ${issue.maximum}`);
    case 'invalid_value':
      return words('NOT_ALLOWED_VALUE', issue.values?.map(String).join(', '));
    case 'unrecognized_keys':
      return words('UNKNOWN_FIELD');
    default:
      return words('WRONG_FORMAT');
  }
}

/** The name that a parser of the domain gave to the fault. */
function faultName(issue: InputIssue): string | undefined {
  const named = issue.params?.['fault'] ?? issue.message;
  return typeof named === 'string' && FAULT_NAME.test(named) ? named : undefined;
}

function words(code: FaultName | (string & {}), limit?: string): Words {
  const { en, zh } = Object.hasOwn(faultWords, code) ? faultWords[code as FaultName] : faultWords.WRONG_FORMAT;
  const more = limit === undefined ? '' : ` (${limit})`;
  return { code, message: en + more, messageZh: zh + more };
}
