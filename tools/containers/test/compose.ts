import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { clone } from '../src/schemas.js';

const ComposeService = z.object({
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).default({}),
  env_file: z.string().optional(),
  ports: z.array(z.string()).default([]),
  volumes: z
    .array(
      z.union([
        z.string(),
        z.object({ source: z.string(), target: z.string(), volume: z.object({ subpath: z.string() }) }),
      ]),
    )
    .default([]),
  depends_on: z
    .record(z.string(), z.object({ condition: z.string(), required: z.boolean().default(true) }))
    .default({}),
  networks: z
    .object({ default: z.object({ ipv4_address: z.string().optional(), aliases: z.array(z.string()).optional() }) })
    .partial()
    .default({}),
  profiles: z.array(z.string()).default([]),
  user: z.string().optional(),
  read_only: z.boolean().default(false),
  privileged: z.boolean().optional(),
});
/** A service of docker-compose.yml with its anchors resolved. */
export type ComposeService = z.infer<typeof ComposeService>;

const Compose = z.object({
  services: z.record(z.string(), ComposeService),
  volumes: z.record(z.string(), z.null()),
});

/** The file that compose reads. */
export const composeFile = join(clone, 'docker-compose.yml');

/** docker-compose.yml as compose understands it. */
export const compose = Compose.parse(parse(readFileSync(composeFile, 'utf8'), { merge: true, maxAliasCount: -1 }));

/** The service of this name. */
export function composeService(name: string): ComposeService {
  const service = compose.services[name];
  if (!service) throw new Error(`docker-compose.yml has no ${name}`);
  return service;
}

/** The variables of an env file, and those that compose adds to or puts over them. */
export function variablesOf({ env_file: file, environment }: ComposeService) {
  const values = file === undefined ? {} : parseEnv(readFileSync(join(clone, file), 'utf8'));
  return { values: values as Record<string, string>, environment };
}
