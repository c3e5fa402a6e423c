import { provisionBureau } from '@yidi/messaging';
import { databaseUrls, ensureDatabases, publishOwnDirectory, secretOf } from '@yidi/stack';
import type { BureauProgram, DemoBureau } from '@yidi/stack';
import { z } from 'zod';
import { drawSecrets, writeFor } from './secrets.js';
import type { Drawn } from './secrets.js';

/** Where the servers are, from the environment; the credit platform's key is given, or asked of the platform. */
export const Servers = z.object({
  KAFKA_BROKERS: z.string().min(1),
  KAFKA_ADMIN_USERNAME: z.string().min(1).default('admin'),
  /** The superuser's address without its password. */
  DATABASE_SERVER: z.url(),
  CREDIT_PLATFORM_KEY: z.string().optional(),
  CREDIT_PLATFORM_URL: z.url().optional(),
  /** Addresses of the intakes that the credit platform's stand-in pushes to; a real one is told by its operator. */
  INTAKES: z
    .string()
    .default('')
    .transform((all) => all.split(',').filter(Boolean)),
});
export type Servers = z.infer<typeof Servers>;

/** The text of a file for `node --env-file`. */
export function envFile(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function ask<T extends z.ZodType>(answer: T, url: string, body?: unknown): Promise<z.infer<T>> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return answer.parse(await response.json());
}

async function creditKeyOf({ CREDIT_PLATFORM_KEY, CREDIT_PLATFORM_URL }: Servers): Promise<string> {
  if (CREDIT_PLATFORM_KEY) return CREDIT_PLATFORM_KEY;
  if (!CREDIT_PLATFORM_URL) throw new Error('CREDIT_PLATFORM_KEY or CREDIT_PLATFORM_URL is needed');
  return (await ask(z.object({ key: z.string() }), `${CREDIT_PLATFORM_URL}/control/public-key`)).key;
}

async function subscribe({ CREDIT_PLATFORM_URL, INTAKES }: Servers): Promise<void> {
  if (!CREDIT_PLATFORM_URL) return;
  const address = `${CREDIT_PLATFORM_URL}/control/subscribers`;
  const Subscribers = z.object({ subscribers: z.array(z.object({ url: z.string() })) });
  const known = new Set((await ask(Subscribers, address)).subscribers.map(({ url }) => url));
  for (const url of INTAKES.filter((intake) => !known.has(intake))) await ask(z.unknown(), address, { url });
}

/** What a program is told that must not stand in any file of the repository. */
export function writeVariables(
  folder: string,
  { secrets, keys, services, consoles }: Drawn,
  server: string,
  creditKey: string,
): void {
  const write = (one: BureauProgram, variables: Readonly<Record<string, string>>): void => {
    const { app, owner } = databaseUrls(server, one, secrets);
    const place = `${one.bureau}/${one.service}`;
    writeFor(folder, `${place}/service.env`, envFile({ DATABASE_URL: app, ...variables }));
    writeFor(folder, `${place}-migrate/migrate.env`, envFile({ DATABASE_URL: app, DATABASE_OWNER_URL: owner }));
  };
  for (const one of services) {
    write(one, {
      KAFKA_PASSWORD: secretOf(secrets.kafka, one.bureau),
      DIRECTORY_AUTHORITY_KEY: keys.authority,
      ...(one.service === 'intake' && { CREDIT_PLATFORM_KEY: creditKey }),
    });
  }
  for (const one of consoles) write(one, {});
}

/** Makes databases, roles, topics and rights on running servers, and tells each service how to reach them; to be repeated at will. */
export async function prepare(folder: string, bureaus: readonly DemoBureau[], servers: Servers): Promise<void> {
  const drawn = drawSecrets({ folder, bureaus });
  const { secrets, services, consoles } = drawn;
  const server = new URL(servers.DATABASE_SERVER);
  server.password = secrets.postgres;
  await ensureDatabases(server.href, [...services, ...consoles], secrets);
  const admin = {
    brokers: servers.KAFKA_BROKERS.split(','),
    username: servers.KAFKA_ADMIN_USERNAME,
    password: secretOf(secrets.kafka, 'admin'),
  };
  for (const { code } of bureaus) await provisionBureau(admin, { bureau: code });
  await publishOwnDirectory(admin, drawn.keys);
  writeVariables(folder, drawn, server.href, await creditKeyOf(servers));
  await subscribe(servers);
}
