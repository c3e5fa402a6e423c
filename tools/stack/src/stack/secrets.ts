import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { bureauConsoles, bureaus, bureauServices } from './plan.js';
import type { DemoBureau } from './plan.js';

const Secrets = z.object({
  kafka: z.record(z.string(), z.string()),
  postgres: z.string(),
  roles: z.record(z.string(), z.string()),
});

/** Passwords of this stack's Kafka users and database roles. */
export type Secrets = z.infer<typeof Secrets>;

const password = (): string => randomBytes(18).toString('base64url');
const passwords = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, password()]));

/** Writes a file that only its owner may read, whole or not at all. */
export function writeSecret(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The secrets in this file, drawn at the first start. */
export function secretsIn(file: string, all: readonly DemoBureau[] = bureaus): Secrets {
  const kept = existsSync(file) ? Secrets.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  const programs = [...bureauServices(0, all), ...bureauConsoles(0, all)];
  const roles = programs.flatMap(({ database }) => [`${database}_owner`, `${database}_app`]);
  // A program that is new since the first start gets its passwords now.
  if (kept && roles.every((role) => kept.roles[role] !== undefined)) return kept;
  const secrets: Secrets = kept
    ? { ...kept, roles: { ...passwords(roles), ...kept.roles } }
    : {
        kafka: passwords(['broker', 'admin', ...all.map(({ code }) => code)]),
        postgres: password(),
        roles: passwords(roles),
      };
  writeSecret(file, JSON.stringify(secrets, null, 2));
  return secrets;
}

/** A secret that must be there. */
export function secretOf(secrets: Readonly<Record<string, string>>, name: string): string {
  const value = secrets[name];
  if (value === undefined) throw new Error(`no secret for ${name}: start with --fresh`);
  return value;
}
