import { readConfig, runMain, startService } from '@yidi/service';
import { about, AppModule } from './app.module.js';
import { intakeEnvironment } from './config.js';

runMain(async () => {
  const config = readConfig(intakeEnvironment, process.env);
  await startService(AppModule.register(config), config, about);
});
