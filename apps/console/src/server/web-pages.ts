import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { contentPolicy, newNonce } from './headers.js';

/** What the build writes where the page's nonce belongs. */
const noncePlace = 'YIDI_NONCE';
const builtWeb = fileURLToPath(new URL('../web', import.meta.url));

/** The officers' pages: one document for every address below /office, its hashed assets kept for ever. */
export async function webPages(server: FastifyInstance, devices: string | undefined): Promise<void> {
  const file = join(builtWeb, 'index.html');
  await server.register(fastifyStatic, {
    root: join(builtWeb, 'assets'),
    prefix: '/office/assets/',
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', 'public, max-age=31536000, immutable'),
  });
  server.get('/office', (_request, reply) => reply.redirect('/office/'));
  server.get('/office/*', async (_request, reply) => {
    // Read anew, a few kilobytes: pages built meanwhile are there at the next load.
    const document = await readFile(file, 'utf8').catch(() => undefined);
    if (document === undefined)
      return reply.status(503).type('text/plain').send('The pages are not built: npx turbo build');
    const nonce = newNonce();
    return reply
      .header('content-security-policy', contentPolicy(nonce, devices))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(document.replaceAll(noncePlace, nonce));
  });
}
