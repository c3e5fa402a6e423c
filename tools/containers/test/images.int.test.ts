import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { bureaus, Child, freePort, isFree, Reaper, secretsIn, sharedPorts, until, writeSecret } from '@yidi/stack';
import type { DemoBureau, Program, Service } from '@yidi/stack';
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
    for (const service of ['intake', 'review', 'production', 'console']) {
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

  /** The program out of its image: its database prepared, started with compose's command and variables, on a port of the test. */
  async function started(service: Program) {
    const image = assemble(join(clone, 'apps', service, 'Dockerfile'), join(folder, service));
    const name = `${demo}-${service}`;
    const migrate = composeService(`${name}-migrate`);
    const words = (migrate.command ?? []).map((word) => here(word, `${code}/${service}-migrate`));
    await succeeded(await run(image, words, migrate.environment, `${service}-migrate`));

    const composed = composeService(name);
    const { values, environment } = variablesOf(composed);
    const variables = Object.entries({ ...values, ...environment, KAFKA_BROKERS: given('TEST_KAFKA_BROKERS') });
    const port = String(await freePort());
    const env = {
      ...Object.fromEntries(variables.map(([key, value]) => [key, here(value, `${code}/${service}`)])),
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: port,
    };
    const command = (composed.command ?? []).map((word) => here(word, `${code}/${service}`));
    const child = await run(image, command, env, service);
    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    const answer = (path: string) =>
      ask(path).then(
        (response) => (response.ok ? response.json() : undefined),
        () => undefined,
      );
    // Nobody can sign in here and no credit platform pushes: console and intake say so and are ready for everything else.
    const letters = z.object({ kafka: z.literal('up') });
    const Ready = {
      console: z.object({ status: z.literal('degraded') }),
      intake: z.object({ status: z.literal('degraded'), messaging: letters }),
      review: z.object({ status: z.literal('ready') }),
      production: z.object({ status: z.literal('ready') }),
    }[service];
    await until(child, async () => Ready.safeParse(await answer('/health/ready')).success, 60_000);
    expect(await answer('/health/live')).toEqual({ status: 'live' });

    /** The image's own health check agrees, the program ends in order, and the check sees that too. */
    const end = async (): Promise<void> => {
      const check = await run(image, image.healthcheck ?? [], { HTTP_PORT: port }, `${service}-check`);
      expect(await check.exited).toMatchObject({ code: 0 });
      expect(await child.stop()).toMatchObject({ code: 0 });
      const unwell = await run(image, image.healthcheck ?? [], { HTTP_PORT: port }, `${service}-check`);
      expect(await unwell.exited).toMatchObject({ code: 1 });
    };
    return { ask, answer, end };
  }

  it.each<Service>(['intake', 'review', 'production'])(
    '%s prepares its database, starts, is well and stops',
    async (service) => {
      // when it runs, then it has its database and reads its inbox
      const { ask, answer, end } = await started(service);
      expect(await answer('/health/ready')).toMatchObject({ database: 'up', messaging: { kafka: 'up' } });

      // and it has every metric that the deployment page tells to watch
      const metrics = await (await ask('/metrics')).text();
      expect(watched.filter((name) => !metrics.includes(`# TYPE ${name} `))).toEqual([]);
      await end();
    },
    240_000,
  );

  it('the console prepares its database, starts, hands out its pages and stops', async () => {
    // when it runs, then it says that nobody can sign in as yet, everybody finds the public pages, and officers theirs with every script that they name
    const { ask, answer, end } = await started('console');
    expect(await answer('/health/ready')).toEqual({ status: 'degraded', database: 'up', signIn: 'down' });
    expect(await (await ask('/')).text()).toContain('居民身份证异地办理');
    const page = await (await ask('/office/')).text();
    const assets = [...page.matchAll(/(?:src|href)="(\/office\/assets\/[^"]+)"/g)].flatMap(([, path]) => path ?? []);
    expect(assets.length).toBeGreaterThan(1);
    for (const path of assets) expect([path, (await ask(path)).status]).toEqual([path, 200]);

    // and nobody who has not signed in is told anything
    expect((await ask('/api/me')).status).toBe(401);
    await end();
  }, 240_000);

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
