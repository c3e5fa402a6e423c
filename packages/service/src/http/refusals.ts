import { METHODS } from 'node:http';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import { Problem } from '../problem/problem.js';

/** Refuses, before any route is asked, what no route takes: another method of a known address, a body in a coding of its own. */
export function addRefusals(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ is404, url, headers }, _reply, done) => {
    if (is404) return done(otherMethod(fastify, url.split('?', 1)[0] ?? url));
    const { 'transfer-encoding': transfer = 'chunked', 'content-encoding': content = 'identity' } = headers;
    if (transfer.trim().toLowerCase() !== 'chunked') return done(new Problem('BAD_REQUEST'));
    return done(content.trim().toLowerCase() === 'identity' ? undefined : new Problem('WRONG_CONTENT_TYPE'));
  });
}

function otherMethod(fastify: FastifyInstance, url: string): Problem | undefined {
  const takes = METHODS.filter((method) => fastify.findRoute({ method: method as HTTPMethods, url }) !== null);
  return takes.length > 0 ? new Problem('METHOD_NOT_ALLOWED', { headers: { allow: takes.join(', ') } }) : undefined;
}
