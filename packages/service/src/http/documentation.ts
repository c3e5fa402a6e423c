import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AboutService, openApiDocument } from './openapi.js';

const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";
const ASSETS = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};
const INIT = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#ui', validatorUrl: 'none', deepLinking: true });`;

/**
 * Serves /openapi.json, and a page at /docs out of this service alone. By hand: Nest's own page loads @fastify/static,
 * which jest cannot load, for four files.
 */
export function serveDocumentation(app: NestFastifyApplication, about: AboutService): void {
  const fastify = app.getHttpAdapter().getInstance();
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  let document: string | undefined;
  fastify.get('/openapi.json', (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(app, about));
    return reply.type('application/json; charset=utf-8').send(document);
  });
  fastify.get('/docs', (_request, reply) =>
    reply.header('content-security-policy', DOCS_POLICY).type('text/html; charset=utf-8').send(pageOf(about)),
  );
  fastify.get('/docs/init.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(INIT));
  for (const [file, type] of Object.entries(ASSETS))
    fastify.get(`/docs/${file}`, async (_request, reply) => reply.type(type).send(await readFile(join(folder, file))));
}

const pageOf = ({ title }: AboutService): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${title}</title>
    <link rel="icon" href="/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/init.js"></script>
  </body>
</html>
`;
