import { isUtf8 } from 'node:buffer';
import { createHash, randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { Histogram, type Registry } from 'prom-client';
import { Answer } from '../acts/answer.js';
import { ListPage, nextAddress } from '../lists.js';
import type { Log } from '../log.js';
import { Problem, PROBLEM_TYPE, problemBody } from '../problem/problem.js';
import { toProblem } from '../problem/to-problem.js';
import { addRefusals } from './refusals.js';
import type { Requests } from './requests.js';
import type { ServiceRequest } from '../request.js';
import { byteTypes, type RouteWishes } from './routes.js';
import { traceId, traceparentOf } from './trace.js';

const KB = 1024;
const DEFAULT_BODY = 64 * KB;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const JSON_TYPES = ['application/json'] as const;
const API_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Bits of an IPv6 address that one subscriber cannot choose. */
const ONE_HOUSEHOLD = 64;

/** How Fastify is set up before Nest gets it; only these proxies are believed about who asks. */
export const fastifyOptions = (trustedProxies: readonly string[]): FastifyServerOptions => ({
  logger: false,
  trustProxy: trustedProxies.length > 0 && [...trustedProxies],
  bodyLimit: DEFAULT_BODY,
  routerOptions: { maxParamLength: 200 },
  onProtoPoisoning: 'error',
  onConstructorPoisoning: 'error',
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  forceCloseConnections: 'idle',
  genReqId: ({ headers }) => {
    const given = headers['x-request-id'];
    return typeof given === 'string' && UUID.test(given) ? given : randomUUID();
  },
  frameworkErrors: (error, request, reply: FastifyReply) => {
    const answer = toProblem(error);
    void reply
      .status(answer.status)
      .headers({ ...API_HEADERS, 'x-request-id': request.id })
      .type(PROBLEM_TYPE)
      .send(problemBody(answer, request.id));
  },
  clientErrorHandler: answerBrokenRequest,
});

/** Bytes that are no HTTP: the server has no request to answer to, only a socket. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { answer } = new Problem(clientErrorCode(error.code));
  const body = problemBody(answer, undefined);
  const head = `HTTP/1.1 ${answer.status} Refused\r\ncontent-type: ${PROBLEM_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
  socket.end(`${head}\r\n\r\n${body}`);
}

function clientErrorCode(code: string | undefined) {
  if (code === 'HPE_HEADER_OVERFLOW') return 'HEADERS_TOO_LARGE';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'TOO_SLOW' : 'BAD_REQUEST';
}

/** Adds bodies, limits, headers, answers, log lines and metrics to every request of a service. */
export async function addHooks(
  fastify: FastifyInstance,
  { log, registry, requests }: { log: Log; registry: Registry; requests: Requests },
): Promise<void> {
  fastify.addHook('onRequest', (request, reply, done) => {
    requests.begin();
    (request as ServiceRequest).traceparent = traceparentOf(request.headers['traceparent']);
    // Also when the client has gone without waiting for the answer.
    reply.raw.once('close', () => requests.end());
    reply.headers(API_HEADERS).header('x-request-id', request.id);
    done();
  });
  await fastify.register(rateLimit, {
    global: false,
    ipv6Subnet: ONE_HOUSEHOLD,
    errorResponseBuilder: () => new Problem('TOO_MANY_REQUESTS'),
  });
  addRefusals(fastify);
  addBodies(fastify);
  addAnswers(fastify);
  closeConnectionsWhenStopping(fastify);
  const seconds = requestSeconds(registry);

  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.statusCode;
    seconds.observe(
      { http_request_method: request.method, http_route: route, http_response_status_code: status },
      reply.elapsedTime / 1000,
    );
    const line = {
      requestId: request.id,
      method: request.method,
      route,
      status,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      trace: traceId((request as ServiceRequest).traceparent ?? ''),
    };
    if (!request.routeOptions.url?.startsWith('/health')) log.info(line, 'request');
    done();
  });
}

/** NOTE: a connection whose request is answered after `close()` would stay open for its keep-alive time and hold the stop. */
function closeConnectionsWhenStopping(fastify: FastifyInstance): void {
  let stopping = false;
  fastify.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping) reply.header('connection', 'close');
    done(null, payload);
  });
}

function requestSeconds(registry: Registry) {
  return new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of requests by route template',
    labelNames: ['http_request_method', 'http_route', 'http_response_status_code'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
}

function addBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const { largest } = (route.config ?? {}) as RouteWishes;
    if (largest !== undefined) route.bodyLimit = largest;
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    const type = request.headers['content-type'];
    if (type === undefined || request.is404) return done();
    const { takes = JSON_TYPES } = request.routeOptions.config as RouteWishes;
    const plain = (type.split(';', 1)[0] ?? '').trim().toLowerCase();
    return done(takes.includes(plain) ? undefined : new Problem('WRONG_CONTENT_TYPE', { details: { takes } }));
  });
  fastify.removeAllContentTypeParsers();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    hashBody(request, body);
    if (body.length === 0) return done(null, undefined);
    if (!isUtf8(body)) return done(new Problem('BROKEN_JSON'));
    return parseJson(request, body.toString('utf8'), (error, value) =>
      done(error && new Problem('BROKEN_JSON'), value),
    );
  });
  fastify.addContentTypeParser([...byteTypes], { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    hashBody(request, body);
    done(null, body);
  });
}

function hashBody(request: FastifyRequest, body: Buffer): void {
  (request as ServiceRequest).bodyHash = createHash('sha256').update(body).digest();
}

/** An `Answer` sets status and location; a body with a numeric revision becomes its ETag. */
function addAnswers(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (request, reply, payload, done) => {
    const answer = payload instanceof Answer ? payload : undefined;
    const body: unknown = answer ? answer.body : payload;
    if (answer) reply.status(answer.status);
    if (answer?.location !== undefined) reply.header('location', answer.location);
    const revision = (body as { revision?: unknown } | null)?.revision;
    if (typeof revision === 'number') reply.header('etag', `"${revision}"`);
    if (body instanceof ListPage && body.next !== null)
      reply.header('link', `<${nextAddress(request.url, body.next)}>; rel="next"`);
    done(null, body);
  });
}
