import { DataSource, type MigrationInterface, type MixedList } from 'typeorm';

/** A class of a migration, named with its timestamp at the end. */
export type MigrationClass = new () => MigrationInterface;

const ROLE = /^[a-z_][a-z0-9_]{0,62}$/;

/** Applies what is missing as the owner role, then leaves the app role with the rights to connect and to see what was applied. */
export async function migrate(given: {
  readonly ownerUrl: string;
  readonly appRole: string;
  readonly migrations: readonly MigrationClass[];
}): Promise<readonly string[]> {
  const { ownerUrl, appRole, migrations } = given;
  if (!ROLE.test(appRole)) throw new Error(`not the name of an app role: ${appRole}`);
  const database = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    applicationName: 'yidi-migrate',
    poolSize: 1,
    migrations: [...migrations] as MixedList<Function>,
    migrationsTransactionMode: 'each',
    extra: { options: `-c yidi.app_role=${appRole}` },
  });
  await database.initialize();
  try {
    const applied = await database.runMigrations();
    await database.query(rightsOf(appRole));
    return applied.map((migration) => migration.name);
  } finally {
    await database.destroy();
  }
}

/** The app role of a database address: its user. */
export function appRoleOf(databaseUrl: string): string {
  return decodeURIComponent(new URL(databaseUrl).username);
}

const rightsOf = (role: string): string => `
  do $$ begin
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to ${role}', current_database());
    revoke create on schema public from public, ${role};
    grant usage on schema public to ${role};
    grant select on migrations to ${role};
  end $$`;
