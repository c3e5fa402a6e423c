import pg from 'pg';
import { consoleMigrations } from './migrations/index.js';

/** Brings the database to the present form; what was done before is left as it is. */
export async function migrateConsole(ownerUrl: string, appUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    // Two that start at once take turns.
    await client.query("select pg_advisory_xact_lock(hashtext('yidi console migrations'))");
    await client.query('create table if not exists migrations (name text primary key, done_at timestamptz not null)');
    const { rows } = await client.query<{ name: string }>('select name from migrations');
    const done = new Set(rows.map(({ name }) => name));
    const app = pg.escapeIdentifier(decodeURIComponent(new URL(appUrl).username));
    await client.query(`grant select on migrations to ${app}`);
    for (const { name, sql } of consoleMigrations) {
      if (done.has(name)) continue;
      await client.query(sql.replaceAll('{app}', app));
      await client.query('insert into migrations values ($1, now())', [name]);
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
}
