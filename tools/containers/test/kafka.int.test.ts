import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provisionBureau } from '@yidi/messaging';
import { bureaus, Child, freePort, kafkaRunner, Reaper, secretOf, until } from '@yidi/stack';
import { drawSecrets } from '../src/secrets.js';
import { clone } from '../src/schemas.js';
import { composeService } from './compose.js';

describe("the broker's container", () => {
  const reaper = new Reaper();
  const folder = mkdtempSync(join(tmpdir(), 'yidi-broker-'));
  afterAll(async () => {
    await reaper.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The two programs of Kafka's image that the start script calls, with the Kafka that is here. */
  async function kafkaPrograms(): Promise<string> {
    const runner = await kafkaRunner(() => undefined, reaper);
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const programs = { 'kafka-storage.sh': 'kafka.tools.StorageTool', 'kafka-server-start.sh': 'kafka.Kafka' };
    for (const [name, mainClass] of Object.entries(programs)) {
      const { command, args } = runner.command(mainClass, folder, []);
      const words = [command, ...args].map((word) => `'${word}'`).join(' ');
      writeFileSync(join(bin, name), `#!/bin/sh\nexec ${words} "$@"\n`);
      chmodSync(join(bin, name), 0o755);
    }
    return bin;
  }

  it('formats its storage with the users that were drawn, starts, and starts again with its data', async () => {
    // given the secrets of two bureaus and the script that compose mounts
    expect(composeService('kafka').volumes).toContain('./deploy/kafka/start.sh:/start.sh:ro');
    const port = await freePort();
    const secretsFolder = join(folder, 'secrets');
    const { secrets } = drawSecrets({
      folder: secretsFolder,
      bureaus,
      broker: {
        listen: '127.0.0.1',
        advertised: '127.0.0.1',
        port,
        controllerPort: await freePort(),
        dataFolder: join(folder, 'data'),
      },
    });
    const env = {
      PATH: process.env['PATH'],
      KAFKA_BIN: await kafkaPrograms(),
      KAFKA_SECRETS: join(secretsFolder, 'kafka'),
    };
    const start = () =>
      Child.start({
        name: 'kafka',
        command: '/bin/sh',
        args: [join(clone, 'deploy/kafka/start.sh')],
        env,
        log: join(folder, 'kafka.log'),
        reaper,
      });

    // when it runs, then its administrator gives a bureau its inbox and its rights, also after a new start
    const brokers = [`127.0.0.1:${port}`];
    const admin = { brokers, username: 'admin', password: secretOf(secrets.kafka, 'admin') };
    const provisioned = () =>
      provisionBureau(admin, { bureau: '990101' }).then(
        () => true,
        () => false,
      );
    const first = await until(await start(), provisioned, 90_000);
    await first.stop();
    const second = await until(await start(), provisioned, 90_000);
    await second.stop();
  }, 240_000);
});
