import type { z } from 'zod';

/** One bad field of a request; never carries what was sent. */
export interface BadField {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** An answer other than success, sent as application/problem+json. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly errors?: readonly BadField[],
  ) {
    super(detail);
  }

  toJSON(): Record<string, unknown> {
    const { status, code, message: detail, errors } = this;
    return { type: 'about:blank', title: code, status, code, detail, ...(errors && { errors }) };
  }
}

/** The value a schema makes of what was sent, or a 400 that names every bad field at once. */
export function parse<Value>(schema: z.ZodType<Value>, sent: unknown): Value {
  const result = schema.safeParse(sent);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }));
  throw new Problem(400, 'BAD_INPUT', 'the request does not fit the contract', errors);
}
