import { readConfig, runMain, startService } from '@yidi/service';
import { aboutReview, AppModule } from './app.module.js';
import { reviewEnvironment } from './config.js';

runMain(async () => {
  const config = readConfig(reviewEnvironment, process.env);
  await startService(AppModule.register(config), config, aboutReview);
});
