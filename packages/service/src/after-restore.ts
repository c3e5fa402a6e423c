/* `node dist/after-restore.js`, once, on a database that was restored from a backup, before its service starts again. */
import { DataSource } from 'typeorm';
import { raiseEpoch } from '@yidi/messaging';
import { migrateEnvironment, readConfig } from './config.js';
import { runMain } from './start.js';

runMain(async () => {
  const { DATABASE_OWNER_URL: url } = readConfig(migrateEnvironment, process.env);
  const owner = await new DataSource({ type: 'postgres', url, applicationName: 'yidi-after-restore' }).initialize();
  try {
    await raiseEpoch(owner);
  } finally {
    await owner.destroy();
  }
  process.stdout.write(
    'Letters begin a new epoch; the inbox is read again and peers are asked when the service starts.\n',
  );
});
