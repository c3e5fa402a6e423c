import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { bureaus, Child, freePort, isFree, Reaper, secretsIn, sharedPorts, until, writeSecret } from '@yidi/stack';
import type { DemoBureau, Service } from '@yidi/stack';
import pg from 'pg';
import { z } from 'zod';
import { prepare, Servers } from '../src/prepare.js';
import { clone } from '../src/schemas.js';
import { composeService, variablesOf } from './compose.js';
import { assemble } from './dockerfile.js';
import type { Image } from './dockerfile.js';

const code = '990391';
const demo = '990101';

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run under tools/stack/dist/with-servers.js`);
  return value;
}

function testBureau(): DemoBureau {
  const model = bureaus.find((bureau) => bureau.code === demo);
  if (!model) throw new Error(`the demo has no ${demo}`);
  return JSON.parse(JSON.stringify(model).replaceAll(demo, code)) as DemoBureau;
}

/** The metrics of docs/deploy.md. */
const watched = [
  ...readFileSync(join(clone, 'docs/deploy.md'), 'utf8').matchAll(/`((?:yidi|http|messaging)_\w+)/g),
].map(([, name]) => name);

async function succeeded(child: Child): Promise<void> {
  const { code: ended } = await child.exited;
  if (ended !== 0) throw new Error(`${child.plan.name} ended with ${ended}:\n${child.lastLines(20)}`);
}

/** A port base from which every stand-in finds its port free. */
async function freeBase(): Promise<number> {
  const { registry, credit, sms, cardMachine, clock } = sharedPorts;
  for (;;) {
    const base = await freePort();
    const free = await Promise.all([registry, credit, sms, cardMachine, clock].map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
}

/** The credit platform, as far as preparing asks it. */
async function creditPlatform(subscribers: string[]) {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/control/public-key') return response.end(JSON.stringify({ key: 'A'.repeat(43) }));
    if (request.method === 'POST') {
      request.on('data', (data: Buffer) => subscribers.push((JSON.parse(data.toString()) as { url: string }).url));
      return request.on('end', () => response.end('{}'));
    }
    return response.end(JSON.stringify({ subscribers: subscribers.map((url) => ({ url })) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

describe('the images, assembled in empty folders by their Dockerfiles alone', () => {
  const reaper = new Reaper();
  const folder = mkdtempSync(join(tmpdir(), 'yidi-images-'));
  const secretsFolder = join(folder, 'secrets');
  const subscribers: string[] = [];
  let database: URL;

  /** Compose's text with what the test has elsewhere: its bureau, and a folder instead of the volume. */
  const here = (text: string, place: string): string =>
    text.replaceAll('/etc/yidi', join(secretsFolder, place)).replaceAll(demo, code);

  beforeAll(async () => {
    database = new URL(given('TEST_DATABASE_URL'));
    const bureau = given('TEST_BUREAU_PASSWORD');
    const password = decodeURIComponent(database.password);
    const drawn = join(folder, 'drawn.json');
    const { roles } = secretsIn(drawn, [testBureau()]);
    const kafka = { broker: 'not asked', admin: given('TEST_KAFKA_ADMIN_PASSWORD'), [code]: bureau };
    const platform = await creditPlatform(subscribers);
    try {
      const servers = Servers.parse({
        KAFKA_BROKERS: given('TEST_KAFKA_BROKERS'),
        KAFKA_ADMIN_USERNAME: given('TEST_KAFKA_ADMIN_USERNAME'),
        DATABASE_SERVER: `postgres://${database.username}@${database.host}${database.pathname}`,
        CREDIT_PLATFORM_URL: platform.url,
        INTAKES: here(composeService('prepare').environment['INTAKES'] ?? '', ''),
      });
      mkdirSync(secretsFolder, { mode: 0o700 });
      writeSecret(join(secretsFolder, 'secrets.json'), JSON.stringify({ kafka, postgres: password, roles }));
      await prepare(secretsFolder, [testBureau()], servers);
      await prepare(secretsFolder, [testBureau()], servers);
    } finally {
      platform.stop();
    }
  }, 60_000);

  afterAll(async () => {
    await reaper.close();
    const client = new pg.Client({ connectionString: database.href });
    await client.connect();
    for (const service of ['intake', 'review', 'production']) {
      const name = `yidi_${code}_${service}`;
      await client.query(`drop database if exists ${name} with (force)`);
      for (const role of ['owner', 'app']) await client.query(`drop role if exists ${name}_${role}`);
    }
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('subscribed each intake once, however often it was prepared', () => {
    expect(subscribers).toEqual([`http://${code}-intake:4101`, 'http://990202-intake:4101']);
  });

  const run = (image: Image, words: readonly string[], env: Record<string, string>, log: string) =>
    Child.start({
      name: log,
      command: words[0] === 'node' ? process.execPath : (words[0] ?? ''),
      args: words.slice(1),
      cwd: join(image.root, image.workdir),
      env: { ...image.env, ...env },
      log: join(folder, `${log}.log`),
      reaper,
    });

  it.each<Service>(['intake', 'review', 'production'])(
    '%s prepares its database, starts, is well and stops',
    async (service) => {
      const image = assemble(join(clone, 'apps', service, 'Dockerfile'), join(folder, service));
      const name = `${demo}-${service}`;

      // when its database is prepared with compose's command
      const migrate = composeService(`${name}-migrate`);
      const place = `${code}/${service}-migrate`;
      const words = (migrate.command ?? []).map((word) => here(word, place));
      const migration = await run(image, words, migrate.environment, `${service}-migrate`);
      await succeeded(migration);

      // and it is started with compose's command and variables, on a port of the test
      const started = composeService(name);
      const { values, environment } = variablesOf(started);
      const variables = Object.entries({ ...values, ...environment, KAFKA_BROKERS: given('TEST_KAFKA_BROKERS') });
      const port = String(await freePort());
      const env = {
        ...Object.fromEntries(variables.map(([key, value]) => [key, here(value, `${code}/${service}`)])),
        HTTP_HOST: '127.0.0.1',
        HTTP_PORT: port,
      };
      const command = (started.command ?? []).map((word) => here(word, `${code}/${service}`));
      const child = await run(image, command, env, service);

      // then it lives, has its database and reads its inbox
      const answer = (path: string) =>
        fetch(`http://127.0.0.1:${port}${path}`).then(
          (response) => (response.ok ? response.json() : undefined),
          () => undefined,
        );
      const Ready = z.object({ status: z.literal('ready') });
      await until(child, async () => Ready.safeParse(await answer('/health/ready')).success, 60_000);
      expect(await answer('/health/live')).toEqual({ status: 'live' });
      expect(await answer('/health/ready')).toMatchObject({ database: 'up', messaging: { kafka: 'up' } });

      // and it has every metric that the deployment page tells to watch
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      expect(watched.filter((name) => !metrics.includes(`# TYPE ${name} `))).toEqual([]);

      // and the image's own health check finds so too
      const check = await run(image, image.healthcheck ?? [], { HTTP_PORT: port }, `${service}-check`);
      expect(await check.exited).toMatchObject({ code: 0 });

      // and told to stop it ends in order
      expect(await child.stop()).toMatchObject({ code: 0 });
      const unwell = await run(image, image.healthcheck ?? [], { HTTP_PORT: port }, `${service}-check`);
      expect(await unwell.exited).toMatchObject({ code: 1 });
    },
    240_000,
  );

  it('the tools run from their image: they draw secrets once, for each container its own', async () => {
    const image = assemble(join(clone, 'deploy/tools/Dockerfile'), join(folder, 'tools'));
    const drawn = join(folder, 'first');
    const draw = async () => {
      const words = composeService('secrets').command ?? [];
      const child = await run(image, words, { SECRETS_FOLDER: drawn }, 'secrets');
      await succeeded(child);
      return readFileSync(join(drawn, '990202/review/letter-keys.json'), 'utf8');
    };
    expect(await draw()).toBe(await draw());
    expect(() => readFileSync(join(drawn, '990202/intake/certify-key.json'))).toThrow('ENOENT');
    expect(parseEnv(readFileSync(join(secretsFolder, code, 'intake/service.env'), 'utf8'))).not.toHaveProperty(
      'DATABASE_OWNER_URL',
    );
  }, 60_000);

  it('the stand-ins run from their image', async () => {
    const image = assemble(join(clone, 'deploy/tools/Dockerfile'), join(folder, 'stand-ins'));
    const base = await freeBase();
    writeFileSync(join(folder, 'stand-ins.log'), '');
    const env = { ...composeService('stand-ins').environment, YIDI_DATA_DIR: join(folder, 'world') };
    const child = await run(
      image,
      image.cmd,
      { ...env, HTTP_HOST: '127.0.0.1', YIDI_PORT_BASE: String(base) },
      'stand-ins',
    );
    await until(child, async () => child.lastLines(5).includes('registry http://127.0.0.1'), 60_000);
    expect(await child.stop()).toMatchObject({ code: 0 });
  }, 120_000);
});
