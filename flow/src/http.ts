import { randomUUID } from 'node:crypto';
import { Problem } from '@yidi/contracts';

/** What a service answered: status, body as it stands, revision from the ETag. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly revision: number | undefined;
}

/** A request as an officer's screen would send it. */
export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly token?: string;
  readonly body?: unknown;
  readonly bytes?: { readonly type: string; readonly content: Uint8Array };
  readonly revision?: number | undefined;
  readonly key?: string;
  readonly traceparent?: string;
}

/** A refusal or fault as a service worded it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly status: number,
    readonly problem: Problem,
    where: string,
  ) {
    super(`${where}: ${status} ${problem.code} ${problem.detail}`);
  }
}

const patience = 90_000;

/** Waits without keeping the process alive. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks again until there is an answer; throws what was last wrong when patience ends. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined>, within = patience): Promise<T> {
  const until = Date.now() + within;
  let fault: unknown;
  for (let wait = 10; Date.now() < until; wait = Math.min(wait * 1.5, 250)) {
    try {
      const seen = await look();
      if (seen !== undefined) return seen;
      fault = undefined;
    } catch (error) {
      fault = error;
    }
    await pause(wait);
  }
  throw new Error(`waited ${within / 1000} s in vain: ${what}`, { cause: fault });
}

/** One request as it is: no second try, whatever comes back. */
export async function send(url: string, ask: Ask = {}): Promise<Reply> {
  const {
    method = ask.body === undefined && !ask.bytes ? 'GET' : 'POST',
    token,
    body,
    bytes,
    revision,
    key,
    traceparent,
  } = ask;
  const headers: Record<string, string> = {};
  if (token) headers['authorization'] = `Bearer ${token}`;
  if (method === 'POST') headers['idempotency-key'] = key ?? randomUUID();
  if (traceparent) headers['traceparent'] = traceparent;
  if (revision !== undefined) headers['if-match'] = `"${revision}"`;
  if (bytes) headers['content-type'] = bytes.type;
  else if (body !== undefined) headers['content-type'] = 'application/json';
  const content = bytes ? Buffer.from(bytes.content) : body === undefined ? undefined : JSON.stringify(body);
  const answer = await fetch(url, { method, headers, ...(content === undefined ? {} : { body: content }) });
  const type = answer.headers.get('content-type') ?? '';
  const read = type.includes('json') ? ((await answer.json()) as unknown) : Buffer.from(await answer.arrayBuffer());
  const etag = /^"(\d+)"$/.exec(answer.headers.get('etag') ?? '')?.[1];
  return { status: answer.status, body: read, revision: etag === undefined ? undefined : Number(etag) };
}

/** One act until it is answered: a service that is away or busy is asked again with the same key, so it happens once. */
export async function insist(url: string, ask: Ask = {}): Promise<Reply> {
  const key = ask.key ?? randomUUID();
  return eventually(`an answer of ${new URL(url).pathname}`, async () => {
    const reply = await send(url, { ...ask, key });
    return reply.status === 503 ? undefined : reply;
  });
}

/** The reply, or the refusal as an error. */
export function accepted(reply: Reply, where: string): Reply {
  if (reply.status < 300) return reply;
  throw new Refused(reply.status, Problem.parse(reply.body), where);
}
