import { faultWords } from '@yidi/domain';
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
  readonly format?: string;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
  readonly divisor?: number;
  readonly params?: Readonly<Record<string, unknown>>;
}

type Words = Pick<FieldError, 'code' | 'message' | 'messageZh'>;

const FAULT_NAME = /^[A-Z][A-Z0-9_]{2,60}$/;

/** The words for a wrong field: from the issue's kind and limits, never from the value that was given. */
export function inputWords(issue: InputIssue): Words {
  const fault = faultName(issue);
  if (fault !== undefined) return faultOf(fault);
  switch (issue.code) {
    case 'invalid_type':
      return words('WRONG_TYPE', `must be given, as ${issue.expected ?? 'another type'}`, '缺少此项或类型有误');
    case 'too_small':
      return words('TOO_SMALL', `must be at least ${issue.minimum}${unit(issue)}`, `不得少于 ${issue.minimum}`);
    case 'too_big':
      return words('TOO_BIG', `must be at most ${issue.maximum}${unit(issue)}`, `不得超过 ${issue.maximum}`);
    case 'invalid_format':
      return words('WRONG_FORM', `has not the form of ${issue.format ?? 'this field'}`, '格式有误');
    case 'invalid_value':
      return words(
        'NOT_IN_LIST',
        `must be one of ${(issue.values ?? []).map(String).join(', ')}`,
        '不在允许的取值范围内',
      );
    case 'invalid_union':
      return words('NO_MATCH', 'has none of the allowed forms', '不符合任何允许的形式');
    case 'not_multiple_of':
      return words('NOT_MULTIPLE', `must be a multiple of ${issue.divisor}`, `须为 ${issue.divisor} 的倍数`);
    default:
      return words('WRONG', 'is wrong', '有误');
  }
}

/** The name that a parser of the domain gave to the fault. */
function faultName(issue: InputIssue): string | undefined {
  const named = issue.params?.['fault'] ?? issue.message;
  return typeof named === 'string' && FAULT_NAME.test(named) ? named : undefined;
}

function unit({ origin }: InputIssue): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' || origin === 'set' ? ' items' : '';
}

function faultOf(code: string): Words {
  const known = Object.hasOwn(faultWords, code) ? faultWords[code as keyof typeof faultWords] : undefined;
  return words(code, known?.en ?? 'is wrong', known?.zh ?? '有误');
}

const words = (code: string, message: string, messageZh: string): Words => ({ code, message, messageZh });
