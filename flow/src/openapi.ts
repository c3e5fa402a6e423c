import { z } from 'zod';
import { eventually, send } from './http.js';
import type { ServiceName } from './officer.js';
import type { Stack } from './stack.js';

const Parameter = z.object({ name: z.string(), in: z.string(), required: z.boolean().optional() }).loose();
const Operation = z
  .object({
    'x-roles': z.array(z.string()).optional(),
    'x-in-post': z.boolean().optional(),
    summary: z.string().default(''),
    tags: z.array(z.string()).default([]),
    parameters: z.array(Parameter).default([]),
    requestBody: z
      .object({ content: z.record(z.string(), z.unknown()) })
      .loose()
      .optional(),
  })
  .loose();
const Document = z
  .object({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), Operation)) })
  .loose();

/** An endpoint as the running service describes it. */
export interface Endpoint {
  readonly service: ServiceName;
  readonly method: string;
  readonly path: string;
  /** What it does, and in which group of the documentation it stands. */
  readonly summary: string;
  readonly tags: readonly string[];
  /** Missing where nobody has to sign in. */
  readonly roles: readonly string[] | undefined;
  readonly inPost: boolean;
  /** Content types of the body; empty where there is none. */
  readonly bodies: readonly string[];
  readonly needsKey: boolean;
  readonly needsRevision: boolean;
  /** Names in its query, and those of them that must be there. */
  readonly query: readonly string[];
  readonly requiredQuery: readonly string[];
}

export const serviceNames: readonly ServiceName[] = ['intake', 'review', 'production'];

/** Where a service of a bureau answers, without the API's prefix. */
export function hostOf(stack: Stack, bureau: string, service: ServiceName): string {
  const found = stack.bureaus.find(({ code }) => code === bureau);
  if (!found) throw new Error(`the stack has no bureau ${bureau}`);
  return found[service];
}

/** Every endpoint of a service's running OpenAPI document. */
export async function endpointsOf(stack: Stack, bureau: string, service: ServiceName): Promise<Endpoint[]> {
  const document = await eventually(`the OpenAPI of ${service}`, async () => {
    const { status, body } = await send(`${hostOf(stack, bureau, service)}/openapi.json`);
    return status === 200 ? Document.parse(body) : undefined;
  });
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const named = (place: string) => operation.parameters.filter((parameter) => parameter.in === place);
      const headers = named('header').map(({ name }) => name.toLowerCase());
      return {
        service,
        method: method.toUpperCase(),
        path,
        summary: operation.summary,
        tags: operation.tags,
        roles: operation['x-roles'],
        inPost: operation['x-in-post'] === true,
        bodies: Object.keys(operation.requestBody?.content ?? {}),
        needsKey: headers.includes('idempotency-key'),
        needsRevision: headers.includes('if-match'),
        query: named('query').map(({ name }) => name),
        requiredQuery: named('query')
          .filter(({ required }) => required)
          .map(({ name }) => name),
      };
    }),
  );
}

/** The endpoint's path with something in each of its places. */
export function fill({ path }: Endpoint, values: Readonly<Record<string, string>> = {}): string {
  const usual: Readonly<Record<string, string>> = { kind: 'photo', sha256: '0'.repeat(64) };
  return path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => values[name] ?? usual[name] ?? '01999999-9999-7999-8999-999999999999',
  );
}
