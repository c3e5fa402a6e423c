import { appRoleOf, migrate, migrateEnvironment, readConfig, runMain } from '@yidi/service';
import { migrations } from './store/migrations/index.js';

runMain(async () => {
  const { DATABASE_OWNER_URL, DATABASE_URL } = readConfig(migrateEnvironment, process.env);
  await migrate({ ownerUrl: DATABASE_OWNER_URL, appRole: appRoleOf(DATABASE_URL), migrations });
});
