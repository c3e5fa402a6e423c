import { Problem } from '@yidi/contracts';
import type { z } from 'zod';
import { requestMark } from '../../../src/contract.js';
import { fetchWithin } from './fetch-within.js';
import { Away, Refused, SignedOut } from './refused.js';

/** How a request is made: with a body it is a POST, unless said otherwise. */
export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly bytes?: Blob;
  /** The revision that was seen, for acts on a thing. */
  readonly revision?: number;
  /** Repeats of one act bear the same key: it is done once. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly signal?: AbortSignal;
  /** It is sent though the page be closed meanwhile; no more than 64 KB. */
  readonly outlivesPage?: boolean;
}

const withinMs = 20_000;

/** Whoever wants to know whether the server answers at all. */
export const connection = new EventTarget();

/** Asks a service of this bureau, or the console itself, and checks what comes back against the contract. */
export async function ask<S extends z.ZodType>(schema: S, path: string, given: Ask = {}): Promise<z.infer<S>> {
  const answer = await send(path, given);
  return schema.parse(await answer.json());
}

/** The same for answers that are no JSON: a photo, a paper as PDF. */
export async function askBytes(path: string, given: Ask = {}): Promise<Blob> {
  return (await send(path, given)).blob();
}

/** Asks for something that answers with nothing. */
export async function tell(path: string, given: Ask): Promise<void> {
  await send(path, given);
}

/** The answer as it came; a refusal is thrown. */
export async function send(path: string, given: Ask): Promise<Response> {
  const { body, bytes, query } = given;
  const method = given.method ?? (body === undefined && !bytes ? 'GET' : 'POST');
  const headers = headersOf(method, given);
  const content = bytes ?? (body === undefined ? undefined : JSON.stringify(body));
  const { signal } = given;
  const answer = await fetchWithin(withinMs, `/api/${path}${queryOf(query)}`, {
    method,
    headers,
    ...(signal ? { signal } : {}),
    keepalive: given.outlivesPage ?? false,
    ...(content === undefined ? {} : { body: content }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    connection.dispatchEvent(new Event('away'));
    throw new Away('nobody answers', { cause });
  });
  connection.dispatchEvent(new Event('back'));
  if (answer.ok) return answer;
  throw await faultOf(answer);
}

async function faultOf(answer: Response): Promise<Error> {
  const problem = Problem.safeParse(await answer.json().catch(() => undefined));
  if (answer.status === 401) {
    connection.dispatchEvent(new Event('signed-out'));
    return new SignedOut('the session has ended');
  }
  return problem.success ? new Refused(problem.data) : new Away(`an answer without words: ${answer.status}`);
}

function headersOf(method: string, { body, bytes, revision, key }: Ask): Record<string, string> {
  const headers: Record<string, string> = {};
  if (method !== 'GET') headers[requestMark] = '1';
  if (method === 'POST') headers['idempotency-key'] = key ?? newKey();
  if (revision !== undefined) headers['if-match'] = `"${revision}"`;
  if (bytes) headers['content-type'] = bytes.type;
  else if (body !== undefined) headers['content-type'] = 'application/json';
  return headers;
}

function queryOf(query: Ask['query'] = {}): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
}

/** A key under which one act is done once, however often it is sent. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
