/* Prepares the console's database as its owner: DATABASE_URL, DATABASE_OWNER_URL. */
import { migrateEnvironment, readConfig } from '@yidi/service/config';
import { migrateConsole } from './store/migrate.js';

const { DATABASE_OWNER_URL, DATABASE_URL } = readConfig(migrateEnvironment, process.env);
await migrateConsole(DATABASE_OWNER_URL, DATABASE_URL);
