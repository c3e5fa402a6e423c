import { fastify, type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { AddressInfo } from 'node:net';
import type { z } from 'zod';
import { openApi } from './openapi.js';
import { Outage, OutageRequest } from './outage.js';
import { parse, Problem } from './problem.js';

/** What the documentation needs to know about an endpoint. */
export interface Described {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As OpenAPI writes it: `/v1/jobs/{jobId}`. */
  readonly path: string;
  readonly summary: string;
  /** The stand-in's own, not part of the contract: no outage meets it. */
  readonly ownControl: boolean;
  readonly params?: z.ZodObject | undefined;
  readonly query?: z.ZodObject | undefined;
  readonly body?: z.ZodType | undefined;
  readonly answer: { readonly status: number; readonly schema: z.ZodType; readonly contentType?: string };
  readonly problems?: readonly number[] | undefined;
}

/** An endpoint: what is asked and answered, as schemas, and who answers. */
export interface Route<Answer, Body, Params, Query> {
  readonly method: Described['method'];
  readonly path: string;
  readonly summary: string;
  readonly params?: z.ZodObject & z.ZodType<Params>;
  readonly query?: z.ZodObject & z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly status?: number;
  readonly answer: z.ZodType<Answer>;
  readonly problems?: readonly number[];
  handle(asked: { params: Params; query: Query; body: Body }): NoInfer<Answer> | Promise<NoInfer<Answer>>;
}

/** Where a program listens. */
export interface Listening {
  readonly host: string;
  readonly port: number;
}

/** One program of the outside world: its own address, contract (/openapi.json), outage switch and clean stop. */
export class Program {
  readonly app: FastifyInstance;
  readonly outage = new Outage();
  readonly #described: Described[] = [];
  readonly #stopping = new AbortController();

  constructor(about: { title: string; description: string; bodyLimit?: number; webhooks?: object }) {
    this.app = fastify({
      bodyLimit: about.bodyLimit ?? 64 * 1024,
      forceCloseConnections: true,
      frameworkErrors: (error, _request, reply: FastifyReply) => sendProblem(reply, toProblem(error)),
    });
    this.app.removeContentTypeParser('text/plain');
    this.app.setErrorHandler((error: FastifyError, _request, reply) => sendProblem(reply, toProblem(error)));
    this.app.setNotFoundHandler((_request, reply) =>
      sendProblem(reply, new Problem(404, 'NOT_FOUND', 'no such address')),
    );
    this.app.addHook('preClose', async () => this.#stopping.abort());
    this.app.get('/health/live', () => ({ status: 'up' }));
    this.app.get('/openapi.json', () => openApi(about, this.#described));
  }

  /** Aborted when the program stops: whatever waits, waits with it. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Adds an endpoint; those under /control (or marked so) are the stand-in's own and work during an outage. */
  route<Answer, Body = undefined, Params = undefined, Query = undefined>(
    route: Route<Answer, Body, Params, Query>,
    ownControl = route.path.startsWith('/control/'),
  ): this {
    const { method, path, summary, params, query, body, status = 200, answer, problems } = route;
    this.describe({
      method,
      path,
      summary,
      ownControl,
      params,
      query,
      body,
      answer: { status, schema: answer },
      problems,
    });
    this.app.route({
      method,
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler: async (request, reply) => {
        if (!ownControl) await this.outage.meet(this.stopping);
        const asked = {
          params: params ? parse(params, request.params) : (undefined as Params),
          query: query ? parse(query, request.query) : (undefined as Query),
          body: body ? parse(body, request.body) : (undefined as Body),
        };
        return reply.code(status).send(await route.handle(asked));
      },
    });
    return this;
  }

  /** Documents an endpoint that is served by hand (a stream). */
  describe(described: Described): void {
    this.#described.push(described);
  }

  /** Adds the switch that makes this program refuse or dawdle. */
  withOutages(onChange?: () => void): this {
    return this.route({
      method: 'POST',
      path: '/control/outage',
      summary: 'down refuses every contract call with 503, slow answers after so many seconds, up ends it',
      body: OutageRequest,
      answer: OutageRequest,
      handle: ({ body }) => {
        this.outage.current = body;
        onChange?.();
        return body;
      },
    });
  }

  /** Starts to answer and says where. */
  async listen({ host, port }: Listening): Promise<string> {
    await this.app.listen({ host, port });
    const { port: actual } = this.app.server.address() as AddressInfo;
    return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${actual}`;
  }

  async stop(): Promise<void> {
    await this.app.close();
  }
}

function toProblem(error: FastifyError): Problem {
  if (error instanceof Problem) return error;
  const status = error.statusCode ?? 500;
  if (status >= 500) return new Problem(500, 'FAULT', 'this program failed');
  const code = { 413: 'TOO_LARGE', 415: 'WRONG_CONTENT_TYPE' }[status] ?? 'BAD_INPUT';
  return new Problem(status, code, 'the request cannot be read');
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 503) void reply.header('retry-after', '1');
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
