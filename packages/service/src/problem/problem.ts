import type { Problem as ProblemBody } from '@yidi/contracts';
import { type ProblemCode, type ServiceCode, serviceCodes } from './codes.js';

/** One field that is wrong. `path` is dotted; neither it nor the messages repeat what was given. */
export type FieldError = NonNullable<ProblemBody['errors']>[number];

/** An answer of the kind RFC 9457 describes, before it knows its request. */
export interface ProblemAnswer {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly titleZh: string;
  readonly detail?: string | undefined;
  readonly detailZh?: string | undefined;
  readonly errors?: readonly FieldError[];
  /** Codes and numbers that explain, never a person. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a service refuses for reasons of its own (not of the domain). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly answer: ProblemAnswer;

  constructor(
    readonly code: ServiceCode,
    more: Partial<Pick<ProblemAnswer, 'detail' | 'detailZh' | 'errors' | 'details' | 'headers'>> = {},
  ) {
    super(code);
    const { status, en, zh } = serviceCodes[code];
    this.answer = { code, status, title: en, titleZh: zh, ...more };
  }

  get status(): number {
    return this.answer.status;
  }

  static badInput(errors: readonly FieldError[]): Problem {
    return new Problem('BAD_INPUT', { errors });
  }
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** The body of a problem. */
export function problemBody(answer: ProblemAnswer, requestId: string | undefined): string {
  const { headers: _, code, status, title, titleZh, detail = title, detailZh = titleZh, errors, details } = answer;
  return JSON.stringify({
    type: `urn:yidi:problem:${code}`,
    title,
    titleZh,
    status,
    code,
    detail,
    detailZh,
    errors,
    details,
    requestId,
  });
}
