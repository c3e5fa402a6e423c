import type { z } from 'zod';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2000;
const DEFAULT_TIMEOUT_MS = 3000;

/** A system of the outside world gave no usable answer in time. */
export class OutsideAway extends Error {
  override readonly name = 'OutsideAway';
  constructor(
    readonly outside: string,
    readonly reason: 'no-answer' | 'status' | 'answer' = 'no-answer',
    readonly status?: number,
  ) {
    super(status === undefined ? `${outside} is away (${reason})` : `${outside} is away (${status})`);
  }
}

/** A call to a port's other side; `retries` only for what may safely arrive twice. */
export interface OutsideCall<S extends z.ZodType> {
  /** How the outside is named in logs, metrics and problems. */
  readonly name: string;
  /** Never holds personal data: addresses are logged by others. */
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: unknown;
  readonly timeoutMs?: number;
  readonly retries?: number;
  readonly schema: S;
}

/** Calls the outside with a time limit, tries again with jittered waits if asked to, and checks the answer. Throws OutsideAway. */
export async function callOutside<S extends z.ZodType>(call: OutsideCall<S>): Promise<z.infer<S>> {
  const { retries = 0 } = call;
  for (let attempt = 0; ; attempt++) {
    try {
      return await once(call);
    } catch (error) {
      if (!(error instanceof OutsideAway) || attempt >= retries || !worthRetrying(error)) throw error;
      await wait(Math.random() * Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS));
    }
  }
}

async function once<S extends z.ZodType>(call: OutsideCall<S>): Promise<z.infer<S>> {
  const { name, url, method = 'GET', body, timeoutMs = DEFAULT_TIMEOUT_MS, schema } = call;
  let answer: unknown;
  try {
    const response = await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new OutsideAway(name, 'status', response.status);
    }
    answer = await response.json();
  } catch (error) {
    throw error instanceof OutsideAway ? error : new OutsideAway(name);
  }
  const checked = schema.safeParse(answer);
  if (!checked.success) throw new OutsideAway(name, 'answer');
  return checked.data;
}

function worthRetrying({ reason, status = 0 }: OutsideAway): boolean {
  return reason === 'no-answer' || status >= 500 || status === 429;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
