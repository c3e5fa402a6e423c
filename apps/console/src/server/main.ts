/* The bureau's console: sign-in, sessions, the officers' pages, and the way to the three services. */
import { Clock, ClockFollower } from '@yidi/service/clock';
import { readConfig } from '@yidi/service/config';
import { consoleEnvironment } from './config.js';
import { consoleLog } from './log.js';
import { consoleServer } from './server.js';

try {
  const config = readConfig(consoleEnvironment, process.env);
  const clock = new Clock();
  const log = consoleLog(config);
  const server = await consoleServer(config, log, clock);
  const { CLOCK_URL: url, BUREAU } = config;
  const follower = url && new ClockFollower(clock, { url, subscriber: `${BUREAU}.console`, log });
  if (follower) await follower.start();
  await server.listen({ host: config.HTTP_HOST, port: config.HTTP_PORT });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      if (follower) follower.stop();
      void server.close();
    });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
