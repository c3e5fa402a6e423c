import { readConfig, runMain, startService } from '@yidi/service';
import { about, AppModule } from './app.module.js';
import { productionEnvironment } from './config.js';

runMain(async () => {
  const config = readConfig(productionEnvironment, process.env);
  return startService(AppModule.register(config), config, about);
});
