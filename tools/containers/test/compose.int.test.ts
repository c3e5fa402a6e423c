import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { migrateEnvironment, readConfig } from '@yidi/service';
import {
  bureauConsoles,
  bureaus,
  bureauServices,
  consoleAddress,
  consoleEnvironment,
  serviceEnvironment,
  sharedPorts,
} from '@yidi/stack';
import type { BureauProgram, Program } from '@yidi/stack';
import { drawSecrets, portBase } from '../src/secrets.js';
import type { Drawn } from '../src/secrets.js';
import { writeVariables } from '../src/prepare.js';
import { clone, environmentOf } from '../src/schemas.js';
import { compose, composeFile, composeService, variablesOf } from './compose.js';
import { stagesOf } from './dockerfile.js';

type Surroundings = Parameters<typeof serviceEnvironment>[2];

/** Services run by the system's clock in containers. */
const onlyLocal = ['CLOCK_URL'];
const services = bureauServices(portBase);
const programs: readonly BureauProgram[] = [...services, ...bureauConsoles(portBase)];
const named = programs.map((program) => [nameOf(program), program] as const);
const kinds = ['intake', 'review', 'production', 'console'] as const;
const dockerfiles = [...kinds.map((kind) => `apps/${kind}/Dockerfile`), 'deploy/tools/Dockerfile'];

function nameOf({ bureau, service }: BureauProgram): string {
  return `${bureau}-${service}`;
}

function stepOf(service: Program, name: string): string {
  return (
    stagesOf(join(clone, 'apps', service, 'Dockerfile'))
      .at(-1)
      ?.steps.find((step) => step.name === name)?.words ?? ''
  );
}

function subpathOf(name: string): string {
  const own = composeService(name).volumes.find((volume) => typeof volume !== 'string');
  if (!own) throw new Error(`${name} has no folder of its own`);
  expect(own).toMatchObject({ source: 'secrets', target: '/etc/yidi' });
  return own.volume.subpath;
}

describe('docker-compose.yml against the local stack and the services', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yidi-compose-'));
  let drawn: Drawn;
  beforeAll(() => {
    drawn = drawSecrets({ folder, bureaus });
    writeVariables(folder, drawn, 'postgres://postgres:x@postgres:4032/postgres', 'A'.repeat(43));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const secretVariables = (name: string, file: string): Record<string, string> =>
    parseEnv(readFileSync(join(folder, subpathOf(name), file), 'utf8')) as Record<string, string>;

  it('has the services of every bureau of the stack, the servers and the outside world, and nothing else', () => {
    const own = named.flatMap(([name]) => [name, `${name}-migrate`]);
    const expected = [...own, 'kafka', 'postgres', 'identity', 'stand-ins', 'secrets', 'prepare'];
    expect(Object.keys(compose.services).toSorted()).toEqual(expected.toSorted());
  });

  it.each(named)(
    '%s: same port as in the local stack, on the loopback; the image listens where compose asks',
    (name, { service, port }) => {
      const inside = stepOf(service, 'EXPOSE');
      expect(composeService(name).ports).toEqual([`127.0.0.1:${port}:${inside}`]);
      expect(stepOf(service, 'ENV').split(' ')).toEqual(
        expect.arrayContaining(['HTTP_HOST=0.0.0.0', `HTTP_PORT=${inside}`]),
      );
    },
  );

  it('publishes what is shared on the ports of the local stack; Kafka is not published', () => {
    const at = (offset: number) => `127.0.0.1:${portBase + offset}:${portBase + offset}`;
    const { postgres, identity, registry, credit, sms, cardMachine, devices, kafka } = sharedPorts;
    expect(composeService('postgres').ports).toEqual([at(postgres)]);
    expect(composeService('identity').ports).toEqual([at(identity)]);
    expect(composeService('stand-ins').ports).toEqual([registry, credit, sms, cardMachine, devices].map(at));
    expect(composeService('kafka').ports).toEqual([]);
    const settings = readFileSync(join(folder, subpathOf('kafka'), 'server.properties'), 'utf8');
    expect(settings).toContain(`advertised.listeners=CLIENT://kafka:${portBase + kafka}\n`);
  });

  it.each(named)(
    '%s: its variables satisfy its schema, name nothing unknown, and are those of the local stack',
    async (name, service) => {
      const schema = await environmentOf(service.service);
      const image = Object.fromEntries(
        stepOf(service.service, 'ENV')
          .split(' ')
          .map((pair) => pair.split('=', 2)),
      );
      const { values, environment } = variablesOf(composeService(name));
      const secret = secretVariables(name, 'service.env');
      const all = { ...image, ...values, ...environment, ...secret };

      expect(readConfig(schema, all)).toMatchObject({ YIDI_MODE: 'production', BUREAU: service.bureau });

      const known = Object.keys(schema.shape);
      expect(known).toEqual(expect.arrayContaining([...Object.keys(environment), ...Object.keys(secret)]));
      const ofBureau = await Promise.all(kinds.map(environmentOf));
      expect(ofBureau.flatMap(({ shape }) => Object.keys(shape))).toEqual(expect.arrayContaining(Object.keys(values)));

      const nothing = {
        registry: '-',
        sms: '-',
        cardMachine: '-',
        identity: '-',
        clock: '-',
        kafka: { brokers: '-' },
        bureaus: [],
      };
      const surroundings = { ...drawn, creditKey: '-', stack: nothing } as unknown as Surroundings;
      const none = { app: '-', owner: '-' };
      const own = services.find(({ name: one }) => one === service.name);
      const local = own ? serviceEnvironment(own, none, surroundings) : consoleEnvironment(service, none, surroundings);
      const inBoth = Object.keys(local).filter((key) => known.includes(key) && !onlyLocal.includes(key));
      expect(
        Object.keys(all)
          .filter((key) => known.includes(key))
          .toSorted(),
      ).toEqual(inBoth.toSorted());
    },
  );

  it.each(named)('%s: migrates first as the owner, whom the service itself never knows', (name, { service }) => {
    const migrate = composeService(`${name}-migrate`);
    expect(migrate.command?.at(-1)).toBe(`apps/${service}/dist/${service === 'console' ? 'server/' : ''}migrate.js`);
    expect(migrate.depends_on).toMatchObject({ prepare: { condition: 'service_completed_successfully' } });
    const variables = secretVariables(`${name}-migrate`, 'migrate.env');
    expect(Object.keys(readConfig(migrateEnvironment, { ...migrate.environment, ...variables })).toSorted()).toEqual(
      Object.keys(variables).toSorted(),
    );
    expect(composeService(name).depends_on).toMatchObject({
      [`${name}-migrate`]: { condition: 'service_completed_successfully' },
    });
    expect(JSON.stringify(secretVariables(name, 'service.env'))).not.toContain('_owner');
  });

  it.each(named)(
    "%s: runs its image's own command, with its secrets, and finds every file it is told of",
    (name, { service }) => {
      const { command = [], image, build } = composeService(name);
      expect(command.filter((word) => word !== '--env-file=/etc/yidi/service.env')).toEqual(
        JSON.parse(stepOf(service, 'CMD')),
      );
      expect([image, build]).toEqual([
        `yidi/${service}:0.1.0`,
        { context: '.', dockerfile: `apps/${service}/Dockerfile` },
      ]);
      const files = Object.entries(composeService(name).environment).filter(([key]) => key.endsWith('_FILE'));
      const kept = files.map(([, path]) => path.replace('/etc/yidi', join(folder, subpathOf(name))));
      expect(kept.map((path) => [existsSync(path) && statSync(path).mode & 0o777, path])).toEqual(
        kept.map((path) => [0o600, path]),
      );
    },
  );

  it('only review has the key that certifies', () => {
    const holders = services.filter(({ bureau, service }) =>
      existsSync(join(folder, bureau, service, 'certify-key.json')),
    );
    expect(holders.map(({ service }) => service)).toEqual(['review', 'review']);
    expect(programs.map((program) => subpathOf(nameOf(program)))).toEqual(
      programs.map(({ bureau, service }) => `${bureau}/${service}`),
    );
  });

  it('every image is pinned, and nothing runs as root or with more rights than it needs', () => {
    const images = Object.values(compose.services).map(({ image }) => image);
    const bases = dockerfiles.flatMap((file) => stagesOf(join(clone, file)).map(({ base }) => base));
    const foreign = [...images, ...bases].filter((image) => image.includes(':') || image.includes('/'));
    for (const image of foreign) expect(image).toMatch(/:\d+\.\d+(\.\d+)?(-[a-z]+)*$/);
    for (const file of dockerfiles) {
      const steps = stagesOf(join(clone, file)).at(-1)?.steps ?? [];
      expect([file, steps.find(({ name }) => name === 'USER')?.words]).toEqual([file, 'node']);
    }
    const ours = Object.values(compose.services).filter(({ image }) => image.startsWith('yidi/'));
    for (const service of ours) expect(service.read_only).toBe(true);
  });

  it('a console is where the realm and the receipts say, finds its own services, and is believed by its own intake only', () => {
    for (const bureau of bureaus) {
      const { code } = bureau;
      const { values } = variablesOf(composeService(`${code}-console`));
      expect(values).toMatchObject({
        PUBLIC_ADDRESS: consoleAddress(portBase, bureau),
        OIDC_CLIENT_ID: `yidi-console-${code}`,
      });
      for (const { service } of services) {
        const { host } = new URL(values[`${service.toUpperCase()}_URL`] ?? '');
        expect(host).toBe(`${code}-${service}:${stepOf(service, 'EXPOSE')}`);
      }
      const { environment } = composeService(`${code}-intake`);
      expect(environment['TRUSTED_PROXIES']).toBe(composeService(`${code}-console`).networks.default?.ipv4_address);
    }
  });

  it('a bureau is one values file: its code and its addresses, and no secret', () => {
    const files = readdirSync(join(clone, 'deploy')).filter((name) => name.endsWith('.env'));
    expect(files.toSorted()).toEqual(bureaus.map(({ code }) => `${code}.env`));
    for (const { bureau, service } of services) {
      const { values } = variablesOf(composeService(`${bureau}-${service}`));
      expect(values).toMatchObject({ BUREAU: bureau, KAFKA_USERNAME: bureau });
      expect(Object.keys(values).filter((key) => /PASSWORD|KEY|SECRET|DATABASE/.test(key))).toEqual([]);
    }
  });

  it('what is waited for exists, and what is only for development is not needed', () => {
    for (const { depends_on, profiles } of Object.values(compose.services)) {
      for (const [name, { required }] of Object.entries(depends_on)) {
        const optional = composeService(name).profiles.length > 0 && profiles.length === 0;
        expect([name, required]).toEqual([name, !optional]);
      }
    }
  });

  it('is accepted by docker compose, where that is installed', () => {
    const config = ['compose', '-f', composeFile, '--profile', 'development', 'config', '-q'];
    let installed = true;
    try {
      execFileSync('docker', ['compose', 'version'], { stdio: 'ignore' });
    } catch {
      installed = false;
    }
    if (installed) execFileSync('docker', config);
    expect(Object.keys(compose.volumes)).toContain('secrets');
  });
});
