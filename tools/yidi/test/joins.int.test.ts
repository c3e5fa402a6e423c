import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { County, Desk, eventually, registered, type Stack, Workshop } from '@yidi/flow';
import type { Role } from '@yidi/domain';
import { aboutBureau } from '@yidi/service/testing';
import {
  type BureauService,
  bureauServices,
  Child,
  cloneFolder,
  databaseUrls,
  ensureDatabases,
  freePortBase,
  type KeyFiles,
  keysIn,
  mintWith,
  Reaper,
  type RunningStack,
  secretsIn,
  serviceEnvironment,
  startStack,
  stopInOrder,
  Supervisor,
  temporaryFolder,
  until,
} from '@yidi/stack';
import { bureauFolder } from '../src/bureau-folder.js';
import { yidi } from './command.js';

jest.setTimeout(600_000);

const code = '990303';
const about = aboutBureau(code, {
  name: '丙县公安局',
  nameEn: 'Bing County Public Security Bureau',
  issuingOrgan: '丙县公安局',
});
const reaper = new Reaper();
const supervisor = new Supervisor(() => undefined);
const root = temporaryFolder(reaper);
const folder = join(root, code);
const files = bureauFolder(folder);
const children: Child[] = [];
let running: RunningStack;
let stack: Stack;
let portBase = 0;
const officers = createServer((request, response) => {
  let asked = '';
  request.setEncoding('utf8').on('data', (text: string) => (asked += text));
  request.on('end', () => {
    const { officer } = JSON.parse(asked) as { officer: string };
    void token(officer).then((text) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ access_token: text })),
    );
  });
});

/** An officer of any bureau, as its own sign-in would say it. */
function token(officer: string): Promise<string> {
  const [, bureau = '', role = ''] = /^(\d{6})-([a-z-]+)-\d$/.exec(officer) ?? [];
  const claims = { sub: officer, name: '某某', bureau, point: `${bureau}001`, roles: [role as Role], in_post: true };
  return mintWith(keysIn(join(root, 'keys/identity.json')), running.addresses.identity, claims);
}

const admin = () => ({
  KAFKA_BROKERS: running.addresses.kafka.brokers,
  KAFKA_USERNAME: running.addresses.kafka.username,
  KAFKA_PASSWORD: running.addresses.kafka.password,
});
const authority = (): string =>
  (JSON.parse(readFileSync(join(root, 'keys/authority.json'), 'utf8')) as { publicKey: string }).publicKey;

/** Starts the third bureau's services by docs/deploy.md: databases, migration, start. */
async function startBureau(): Promise<void> {
  const { addresses } = running;
  const services = bureauServices(portBase, [{ code, portOffset: 300, about }]);
  const secrets = secretsIn(join(root, `${code}.secrets.json`), [{ code, portOffset: 300, about }]);
  await ensureDatabases(addresses.postgres, services, secrets);
  const keys: KeyFiles = {
    directory: files.directory,
    authority: authority(),
    letters: (name) => files.letters(serviceOf(name)),
    fields: (name) => files.fields(serviceOf(name)),
    certify: () => files.certify,
    sessions: (name) => join(root, `${name}.sessions.json`),
    sign: () => readFileSync(files.directory, 'utf8'),
  };
  const creditKey = ((await (await fetch(`${addresses.credit}/control/public-key`)).json()) as { key: string }).key;
  const kafka = { ...secrets.kafka, [code]: readFileSync(files.kafkaPassword, 'utf8') };
  const surroundings = { stack: addresses, secrets: { ...secrets, kafka }, keys, creditKey };
  await Promise.all(services.map((service) => startService(service, surroundings)));
}

type Surroundings = Parameters<typeof serviceEnvironment>[2];
const serviceOf = (name: string) => name.split('.')[1] as BureauService['service'];

async function startService(service: BureauService, surroundings: Surroundings): Promise<void> {
  const urls = databaseUrls(surroundings.stack.postgres, service, surroundings.secrets);
  const env = serviceEnvironment(service, urls, surroundings);
  const program = (file: string) => join(cloneFolder, 'apps', service.service, 'dist', file);
  const start = (name: string, file: string, more: NodeJS.ProcessEnv = {}) =>
    Child.start({
      name,
      command: process.execPath,
      args: [program(file)],
      env: { ...env, ...more },
      log: join(root, 'logs', `${name}.log`),
      reaper,
    });
  const migration = await start(`${service.name}.migrate`, 'migrate.js', { DATABASE_OWNER_URL: urls.owner });
  if ((await migration.exited).code !== 0) throw new Error(migration.lastLines(20));
  const child = await start(service.name, 'main.js');
  children.push(child);
  const ready = () =>
    fetch(`http://127.0.0.1:${service.port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(child, ready, 60_000);
}

beforeAll(async () => {
  mkdirSync(join(root, 'logs'), { recursive: true });
  portBase = await freePortBase();
  running = await startStack({
    root,
    portBase,
    durable: false,
    reaper,
    supervisor,
    tell: () => undefined,
    step: (_name, work) => work,
  });
  await new Promise<void>((resolve) => officers.listen(0, '127.0.0.1', resolve));
  const at = (port: number): string => `http://127.0.0.1:${portBase + 300 + port}`;
  const third = { code, name: about.name, console: at(0), intake: at(1), review: at(2), production: at(3) };
  stack = {
    ...running.addresses,
    identity: `http://127.0.0.1:${(officers.address() as AddressInfo).port}`,
    bureaus: [...running.addresses.bureaus, third],
  };
});
afterAll(async () => {
  officers.close();
  await Promise.all(children.map((child) => child.stop()));
  await stopInOrder(supervisor);
  await reaper.close();
});

describe('a third bureau, 丙县, comes to the running system of two', () => {
  it('joins by one command: keys, Kafka user, inbox and rights, directory, and a test letter to an old bureau and back', async () => {
    writeFileSync(join(root, 'about.json'), JSON.stringify({ bureau: code, ...about }));
    const args = ['join', join(root, 'about.json'), '--folder', folder, '--create-user'];
    const joined = await yidi(
      [...args, '--authority-key', join(root, 'keys/authority.json'), '--ask', '990101/review'],
      admin(),
    );
    expect(joined.out + joined.said).toMatch(/^990303 has joined: .* to 990101\/review and back took \d+ ms/);
    expect(joined.code).toBe(0);

    // and nobody who was there before is lost from the directory
    const shown = await yidi(['--json', 'directory', 'show', '--authority', authority()], admin());
    expect((JSON.parse(shown.out) as { bureau: string }[]).map(({ bureau }) => bureau)).toEqual([
      '990101',
      '990202',
      code,
    ]);
  });

  it('starts its services, and the doctor finds nothing wrong', async () => {
    await startBureau();
    const env = {
      ...serviceVariables('intake'),
      KAFKA_USERNAME: code,
      KAFKA_PASSWORD: readFileSync(files.kafkaPassword, 'utf8'),
    };
    const doctor = await eventually('a healthy bureau', async () => {
      const found = await yidi(['doctor', '--ask', `${code}/review`, '--ask', '990202/intake'], env);
      return found.code === 0 ? found : undefined;
    });
    expect(doctor.out).not.toContain('FAULT');
    expect(doctor.out).toContain('reads its own inbox and no other');
    expect(doctor.out).toContain('990202/intake answers in');

    const lost = await yidi(['doctor', '--ask', '990202/console'], { ...env, LETTER_KEYS_FILE: '/nowhere/keys.json' });
    expect(lost).toMatchObject({ code: 1, out: expect.stringMatching(/FAULT keys .*\n.*fix: restore the file/) });
  });

  it('sends an application of a resident to an old bureau, gets it issued, and hands the card over', async () => {
    const desk = new Desk(stack, code);
    const workshop = new Workshop(stack, code);
    const citizen = await registered(stack, { name: '陈𬱖' });
    const taken = await desk.acceptFor(citizen, 'expiry');
    expect(taken.acceptanceNumber).toMatch(/^990303001/);
    await new County(stack, '990202').issueFor(taken.id);
    await workshop.makeAndBring(taken.id);
    const collected = await desk.handOver(await desk.seeIn(taken.id, 'arrived'), taken.receiptCode);
    expect(collected).toMatchObject({ state: 'collected' });
  });

  it('reviews an application from an old bureau for one of its own', async () => {
    const desk = new Desk(stack, '990101');
    const citizen = await registered(stack, { division: code, registeredAddress: '样本省丙县城关镇中山路1号' });
    const taken = await desk.acceptFor(citizen, 'expiry');
    await new County(stack, code).issueFor(taken.id);
    expect(await desk.seeIn(taken.id, 'ordered')).toMatchObject({ state: 'ordered' });
  });
});

function serviceVariables(service: BureauService['service']) {
  return {
    YIDI_MODE: 'development',
    BUREAU: code,
    HTTP_PORT: '1',
    DATABASE_URL: 'postgres://app@127.0.0.1/none',
    FIELD_KEYS_FILE: files.fields(service),
    KAFKA_BROKERS: running.addresses.kafka.brokers,
    LETTER_KEYS_FILE: files.letters(service),
    DIRECTORY_FILE: files.directory,
    DIRECTORY_AUTHORITY_KEY: authority(),
    OIDC_ISSUER: running.addresses.identity,
  };
}
