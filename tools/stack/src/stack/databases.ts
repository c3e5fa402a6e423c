import pg from 'pg';
import type { BureauProgram } from './plan.js';
import { secretOf } from './secrets.js';
import type { Secrets } from './secrets.js';

/** How a service's two roles reach its database. */
export interface DatabaseUrls {
  readonly app: string;
  readonly owner: string;
}

/** The addresses of a service's database on this server. */
export function databaseUrls(server: string, { database }: BureauProgram, secrets: Secrets): DatabaseUrls {
  const as = (role: string): string => {
    const url = new URL(server);
    url.username = role;
    url.password = secretOf(secrets.roles, role);
    url.pathname = `/${database}`;
    return url.href;
  };
  return { app: as(`${database}_app`), owner: as(`${database}_owner`) };
}

async function ensureDatabase(client: pg.Client, { database }: BureauProgram, secrets: Secrets): Promise<boolean> {
  const [owner, app] = [`${database}_owner`, `${database}_app`];
  for (const role of [owner, app]) {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    const password = pg.escapeLiteral(secretOf(secrets.roles, role));
    await client.query(
      `${rowCount ? 'alter' : 'create'} role ${pg.escapeIdentifier(role)} login nosuperuser password ${password}`,
    );
  }
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
  if (rowCount) return false;
  const name = pg.escapeIdentifier(database);
  await client.query(`create database ${name} owner ${pg.escapeIdentifier(owner)} template template0`);
  await client.query(`revoke all on database ${name} from public`);
  await client.query(`grant connect on database ${name} to ${pg.escapeIdentifier(app)}`);
  return true;
}

/** A database with an owner role and an app role for each service; what is there already stays. Answers with the new ones. */
export async function ensureDatabases(
  server: string,
  all: readonly BureauProgram[],
  secrets: Secrets,
): Promise<BureauProgram[]> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    const made: BureauProgram[] = [];
    for (const service of all) if (await ensureDatabase(client, service, secrets)) made.push(service);
    return made;
  } finally {
    await client.end();
  }
}
