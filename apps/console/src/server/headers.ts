import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** A fresh value for the one page that bears it. */
export const newNonce = (): string => randomBytes(16).toString('base64');

/** Nothing from elsewhere, nothing inline but what bears the page's nonce; of other origins only the desk's own devices are asked. */
export function contentPolicy(nonce?: string, devices?: string): string {
  const own = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...(devices === undefined ? [] : [new URL(devices).origin])].join(' '),
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** What every answer bears unless it says otherwise. */
export function secureHeaders(server: FastifyInstance, publicUrl: string): void {
  const https = publicUrl.startsWith('https:');
  server.addHook('onSend', async (_request, reply) => {
    setUnless(reply, 'content-security-policy', contentPolicy());
    setUnless(reply, 'cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('cross-origin-opener-policy', 'same-origin');
    reply.header('cross-origin-resource-policy', 'same-origin');
    reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()');
    if (https) reply.header('strict-transport-security', 'max-age=31536000');
  });
}

function setUnless(reply: FastifyReply, name: string, value: string): void {
  if (reply.getHeader(name) === undefined) reply.header(name, value);
}
