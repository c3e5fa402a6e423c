import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { operationGroups, operationWords, Problem } from '@yidi/contracts';
import { z } from 'zod';
import { problemCodes } from '../problem/codes.js';

/** What the documentation says of a service. */
export interface AboutService {
  /** `intake`, `review`, `production`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
}

const problemSchema = toJsonSchema(Problem.extend({ code: z.enum(problemCodes) }), { schemaType: 'output' })?.schema;

/** The OpenAPI 3.1 document of a running service, out of the schemas that check its requests. */
export function openApiDocument(app: NestFastifyApplication, about: AboutService): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(about.title)
    .setDescription(about.description)
    .setVersion(about.version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  const document = SwaggerModule.createDocument(app, config, { standardSchemaConverter: toJsonSchema });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema } as never,
  };
  for (const { method, path, operation } of operationsOf(document)) {
    operation.summary ||= wordsOf(about.name, method, path);
    operation.tags = [groupOf(path)];
    operation.responses['default'] = {
      description: 'A problem; `code` is from a closed list',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return document;
}

/** Paths as the tables of words have them: without the API's prefix. */
const behindPrefix = (path: string): string => path.replace(/^\/api\/v1(?=\/)/, '');

function wordsOf(service: string, method: string, path: string): string {
  const name = `${method.toUpperCase()} ${behindPrefix(path)}`;
  return operationWords[service]?.[name] ?? operationWords['every']?.[name] ?? name;
}

function groupOf(path: string): string {
  const word = behindPrefix(path).split('/')[1] ?? '';
  return operationGroups[word] ?? word;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

function operationsOf(document: OpenAPIObject) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method, path, operation }] : [];
    }),
  );
}

function toJsonSchema(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $schema: _, $defs = {}, ...json } = z.toJSONSchema(schema, { io: schemaType, unrepresentable: 'any' });
  return { schema: json, components: $defs as Record<string, never> };
}
