import replyFrom from '@fastify/reply-from';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ServiceName, serviceNames } from '../contract.js';
import type { ConsoleConfig } from './config.js';
import type { Officers } from './officers.js';
import { answerProblem, ConsoleProblem } from './problem.js';
import type { Sessions } from './store/sessions.js';

/** A little more than the largest paper that intake takes. */
const largestBody = 1024 * 1024;
const answersWithinMs = 20_000;
/** Ids, acts and codes; nothing that could climb out of `/api/v1/`. */
const plainPath = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/;
/** What a service says of how it is, for operators; it stands outside `/api/v1/`. */
const readiness = 'health/ready';
/** Meant for others than officers. */
const notForOfficers = /^(public\/|credit-batches)/;
const handedOver = ['accept', 'accept-language', 'content-length', 'content-type', 'idempotency-key', 'if-match'];
const handedBack = [
  'yidi-copy',
  'yidi-missing-characters',
  'content-disposition',
  'content-length',
  'content-type',
  'etag',
  'link',
  'retry-after',
];

/** Where each service of the bureau answers. */
export const addressesOf = (config: ConsoleConfig): Readonly<Record<ServiceName, string>> => ({
  intake: config.INTAKE_URL,
  review: config.REVIEW_URL,
  production: config.PRODUCTION_URL,
});

/** `/api/<service>/…` goes on to the service's `/api/v1/…` with the officer's token; bodies pass through unread. */
export async function passOn(
  server: FastifyInstance,
  { config, officers, sessions }: { config: ConsoleConfig; officers: Officers; sessions: Sessions },
): Promise<void> {
  const addresses = addressesOf(config);
  await server.register(replyFrom, {
    undici: { connections: 50, pipelining: 1, headersTimeout: answersWithinMs, bodyTimeout: answersWithinMs },
    disableRequestLogging: true,
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  for (const service of serviceNames) {
    server.all(`/api/${service}/*`, async (request, reply) => {
      officers.checkOrigin(request);
      checkBody(request);
      const path = pathOf(request);
      const url = `${addresses[service]}/${path === readiness ? path : `api/v1/${path}`}`;
      const session = await officers.sessionOf(request);
      // Whoever acts is there; what a page asks again by itself is a GET and says nothing.
      if (request.method !== 'GET') await sessions.extend(session);
      return reply.from(url, {
        rewriteRequestHeaders: ({ headers }) => ({
          ...picked(headers, handedOver),
          authorization: `Bearer ${session.tokens.access}`,
          'x-request-id': request.id,
        }),
        rewriteHeaders: (headers) => picked(headers, handedBack),
        onError: (failed) => void answerProblem(request, failed as typeof reply, new ConsoleProblem('TRY_AGAIN')),
      });
    });
  }
}

function pathOf(request: FastifyRequest): string {
  const { '*': path } = request.params as { '*': string };
  if (!plainPath.test(path) || notForOfficers.test(path)) throw new ConsoleProblem('NOT_FOUND');
  const query = request.url.split('?')[1];
  return query === undefined ? path : `${path}?${query}`;
}

function checkBody({ headers, method }: FastifyRequest): void {
  if (method === 'GET') return;
  const length = Number(headers['content-length'] ?? (headers['transfer-encoding'] === undefined ? 0 : Number.NaN));
  if (Number.isNaN(length)) throw new ConsoleProblem('LENGTH_MISSING');
  if (length > largestBody) throw new ConsoleProblem('TOO_LARGE');
}

function picked<T>(headers: Readonly<Record<string, T | undefined>>, names: readonly string[]): Record<string, T> {
  const found: Record<string, T> = {};
  for (const name of names) {
    const value = headers[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}
