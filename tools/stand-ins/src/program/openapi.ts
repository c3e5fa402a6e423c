import { z } from 'zod';
import type { Described } from './program.js';

const problem = {
  description: 'problem+json (RFC 9457) with a code and, for bad input, every bad field',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'code'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          code: { type: 'string' },
          detail: { type: 'string' },
          errors: {
            type: 'array',
            items: {
              type: 'object',
              required: ['path', 'code', 'message'],
              properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
            },
          },
        },
      },
    },
  },
};

/** What a schema says, as OpenAPI 3.1 has it. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

/** The contract of a program; what only the stand-in has is tagged as such. */
export function openApi(about: { title: string; description: string; webhooks?: object }, routes: Described[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route);
  const { title, description, webhooks } = about;
  return {
    openapi: '3.1.0',
    info: { title, description, version: '1' },
    tags: [
      { name: 'contract', description: 'what the real one must speak' },
      { name: 'stand-in', description: "the stand-in's own controls, not part of the contract" },
    ],
    paths,
    ...(webhooks && { webhooks }),
  };
}

function operation(route: Described): object {
  const parameters = [...parametersOf('path', route.params), ...parametersOf('query', route.query)];
  const { status, schema, contentType = 'application/json' } = route.answer;
  const problems = [
    ...(route.body ? [400, 413, 415] : []),
    ...(route.problems ?? []),
    ...(route.ownControl ? [] : [503]),
  ];
  return {
    summary: route.summary,
    tags: [route.ownControl ? 'stand-in' : 'contract'],
    ...(route.ownControl && { 'x-stand-in': true }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } },
    }),
    responses: {
      [status]: { description: 'done', content: { [contentType]: { schema: jsonSchema(schema, 'output') } } },
      ...Object.fromEntries(problems.map((code) => [code, problem])),
    },
  };
}

function parametersOf(place: 'path' | 'query', schema: z.ZodObject | undefined): object[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(field as z.ZodType, undefined).success,
    schema: jsonSchema(field as z.ZodType, 'input'),
  }));
}
