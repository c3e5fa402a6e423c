import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { migrate, type MigrationClass } from '../migrate.js';

/** A database of its own with an owner and an app role, on the test cluster, with these migrations applied. */
export async function aDatabase(migrations: readonly MigrationClass[]) {
  const cluster = process.env['TEST_DATABASE_URL'];
  if (!cluster) throw new Error('TEST_DATABASE_URL is missing: run under tools/stack/dist/with-servers.js');
  const name = `test_${randomUUID().slice(0, 8)}`;
  const address = (user: string) =>
    Object.assign(new URL(cluster), { username: user, password: 'x', pathname: `/${name}` }).href;
  const superuser = new Client({ connectionString: cluster });
  await superuser.connect();
  for (const role of ['owner', 'app']) await superuser.query(`create role ${name}_${role} login password 'x'`);
  await superuser.query(`create database ${name} owner ${name}_owner`);
  const database = { name, ownerUrl: address(`${name}_owner`), appUrl: address(`${name}_app`), appRole: `${name}_app` };
  await migrate({ ...database, migrations });
  return {
    ...database,
    superuser,
    drop: async () => {
      await superuser.query(`drop database ${name} with (force)`);
      for (const role of ['owner', 'app']) await superuser.query(`drop role ${name}_${role}`);
      await superuser.end();
    },
  };
}

/** Every row of every table as text, bytes read as UTF-8: what somebody with the database alone would see. */
export async function dumpOf(ownerUrl: string): Promise<string> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const tables = await owner.query<{ name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
    );
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await owner.query<Record<string, unknown>>(`select * from ${name}`);
      for (const row of rows)
        for (const value of Object.values(row))
          texts.push(Buffer.isBuffer(value) ? value.toString('utf8') : (JSON.stringify(value) ?? ''));
    }
    return texts.join('\n');
  } finally {
    await owner.end();
  }
}
