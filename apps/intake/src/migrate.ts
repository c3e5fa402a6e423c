import { appRoleOf, migrate, migrateEnvironment, readConfig, runMain } from '@yidi/service';
import { intakeMigrations } from './store/migrations/index.js';

runMain(async () => {
  const { DATABASE_OWNER_URL, DATABASE_URL } = readConfig(migrateEnvironment, process.env);
  const applied = await migrate({
    ownerUrl: DATABASE_OWNER_URL,
    appRole: appRoleOf(DATABASE_URL),
    migrations: intakeMigrations,
  });
  process.stdout.write(`intake: ${applied.length} migrations applied\n`);
});
