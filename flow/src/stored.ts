import { Client } from 'pg';
import type { Stack } from './stack.js';

/** The databases of the two bureaus. */
export async function databasesOf(stack: Stack): Promise<string[]> {
  return withClient(stack, undefined, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname like 'yidi\\_99%' order by 1",
    );
    return rows.map(({ datname }) => datname);
  });
}

/** Every row of every table of a database as text; bytes as hexadecimal digits. */
export async function dumpOf(stack: Stack, database: string): Promise<string> {
  return withClient(stack, database, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    const dumps: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} t`);
      dumps.push(`-- ${name}`, ...rows.map(({ line }) => line));
    }
    return dumps.join('\n');
  });
}

/** Runs a statement as a database's own app role and gives the SQLSTATE it ends with; undefined when it was allowed. */
export async function asAppRole(stack: Stack, database: string, statement: string): Promise<string | undefined> {
  return withClient(stack, database, async (client) => {
    await client.query(`begin; set local role ${database}_app`);
    try {
      await client.query(statement);
      return undefined;
    } catch (error) {
      return (error as { code?: string }).code ?? 'unknown';
    } finally {
      await client.query('rollback');
    }
  });
}

/** Runs a statement as the superuser of the server: a fault that no officer could cause, and its repair. */
export async function asSuperuser(
  stack: Stack,
  database: string,
  statement: string,
): Promise<Record<string, unknown>[]> {
  return withClient(stack, database, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  });
}

async function withClient<T>(
  stack: Stack,
  database: string | undefined,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const address = new URL(stack.postgres);
  if (database) address.pathname = `/${database}`;
  const client = new Client({ connectionString: address.href });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
