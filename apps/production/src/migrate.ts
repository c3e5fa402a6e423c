import { appRoleOf, migrate, migrateEnvironment, readConfig, runMain } from '@yidi/service';
import { productionMigrations } from './store/migrations/index.js';

runMain(async () => {
  const { DATABASE_URL, DATABASE_OWNER_URL } = readConfig(migrateEnvironment, process.env);
  return migrate({
    ownerUrl: DATABASE_OWNER_URL,
    appRole: appRoleOf(DATABASE_URL),
    migrations: productionMigrations,
  });
});
