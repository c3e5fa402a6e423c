// A whole service as a process of its own, out of the built package: argv[2] is its environment as JSON.
import { messagingMigrations } from '@yidi/messaging';
import { baseEnvironment, readConfig, runMain, serviceMigrations, ServiceModule, startService } from '../dist/index.js';

runMain(async () => {
  const config = readConfig(baseEnvironment, JSON.parse(process.argv[2] ?? '{}'));
  const service = ServiceModule.register({
    name: 'intake',
    config,
    entities: [],
    migrations: [...messagingMigrations, ...serviceMigrations],
    letters: { catalogue: [], handlers: {} },
  });
  class Main {}
  await startService({ module: Main, imports: [service] }, config, {
    name: 'intake',
    title: 'Desk',
    description: 'A desk for tests',
    version: '1',
  });
});
