import type { Problem } from '@yidi/contracts';

/** One field that is wrong, as the service named it. */
export type FieldFault = NonNullable<Problem['errors']>[number];

/** A service has answered that it will not do this, and why. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly problem: Problem) {
    super(problem.code);
  }

  get status(): number {
    return this.problem.status;
  }

  get faults(): readonly FieldFault[] {
    return this.problem.errors ?? [];
  }

  /** Somebody else has changed the thing since it was read. */
  get isConflict(): boolean {
    return this.status === 412 || this.problem.code === 'STEP_NOT_ALLOWED';
  }
}

/** Nobody answers: the network, this server or the service behind it is away. */
export class Away extends Error {
  override readonly name = 'Away';
}

/** Nobody has said whether it was done: asked again with the same key, it is done once. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof Away || (error instanceof Refused && error.status >= 500);

/** The session has ended; the shell says so and keeps what is on the page. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

/** The answer, or null where there is no such thing. */
export async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null;
    throw error;
  }
}
