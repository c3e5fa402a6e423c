import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { provisionBureau } from '@yidi/messaging';
import type { Stack } from '@yidi/flow';
import { z } from 'zod';
import { cloneFolder } from '../folders.js';
import { Sentence } from '../sentence.js';
import { Child } from '../servers/child.js';
import type { GivenKafka } from '../servers/given.js';
import { prepareKafka } from '../servers/kafka.js';
import { preparePostgres } from '../servers/postgres.js';
import type { Reaper } from '../servers/reaper.js';
import { until } from '../servers/until.js';
import { startControl } from './control.js';
import { databaseUrls, ensureDatabases } from './databases.js';
import { bareEnvironment, consoleEnvironment, serviceEnvironment } from './environment.js';
import type { Surroundings } from './environment.js';
import { publishOwnDirectory } from './directory.js';
import { type KeyFiles, prepareKeys } from './keys.js';
import { Migrated, migrationsOf } from './migrated.js';
import { bureauConsoles, bureaus, bureauServices, consoleAddress, foldersOf, sharedPorts } from './plan.js';
import type { BureauProgram, BureauService, DemoBureau, Program, Service } from './plan.js';
import { secretOf, secretsIn } from './secrets.js';
import type { Secrets } from './secrets.js';
import { Supervisor } from './supervisor.js';

/** The heap that a service is given here: little, since all of it stands on one machine. */
export const SERVICE_HEAP_MEGABYTES = 192;

/** Which stack to start, and who hears of it. */
export interface StackPlan {
  readonly root: string;
  readonly portBase: number;
  /** False only for data that nobody misses. */
  readonly durable: boolean;
  readonly reaper: Reaper;
  readonly supervisor: Supervisor;
  readonly tell: (line: string) => void;
  /** Does a named step and tells its time. */
  readonly step: <T>(name: string, work: Promise<T>) => Promise<T>;
  /** Whether the services speak to our Kafka over TLS. */
  readonly tls?: boolean | undefined;
  /** Servers of somebody else, instead of our own. */
  readonly kafka?: GivenKafka | undefined;
  readonly postgres?: string | undefined;
  /** What the directory says of the two bureaus, where it is not what the demo says. */
  readonly listed?: readonly DemoBureau[];
  /** A folder for the logs that outlives the root. */
  readonly logs?: string;
  /** Whether stories may stop and kill processes over HTTP. */
  readonly control?: boolean;
  /** Where the built services are; others only in tests of the stack itself. */
  readonly programOf?: (program: Program) => string;
}

/** Everything up: where it answers, and how it ends. */
export interface RunningStack {
  readonly addresses: Stack;
  stop(): Promise<void>;
}

const at = (port: number): string => `http://127.0.0.1:${port}`;
const answersOk = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.ok;
    },
    () => false,
  );

/** Asks one of our own programs; a kept connection that it closes at this very moment is no answer, so once more then. */
function getAnswer(url: string, how: RequestInit = {}): Promise<Response> {
  return fetch(url, how).catch(() => fetch(url, how));
}

function addressesOf(base: number, logs: string, kafka: Stack['kafka']): Omit<Stack, 'postgres'> {
  const services = bureauServices(base);
  const of = (bureau: string, service: Service): string =>
    at(services.find((one) => one.bureau === bureau && one.service === service)?.port ?? 0);
  return {
    identity: at(base + sharedPorts.identity),
    registry: at(base + sharedPorts.registry),
    credit: at(base + sharedPorts.credit),
    sms: at(base + sharedPorts.sms),
    cardMachine: at(base + sharedPorts.cardMachine),
    devices: at(base + sharedPorts.devices),
    clock: at(base + sharedPorts.clock),
    bureaus: bureaus.map((bureau) => ({
      code: bureau.code,
      name: bureau.about.name,
      console: consoleAddress(base, bureau),
      intake: of(bureau.code, 'intake'),
      review: of(bureau.code, 'review'),
      production: of(bureau.code, 'production'),
    })),
    kafka,
    logs,
  };
}

function withGiven(secrets: Secrets, given: GivenKafka | undefined): Secrets {
  if (!given) return secrets;
  return { ...secrets, kafka: Object.fromEntries(bureaus.map(({ code }) => [code, given.bureauPassword])) };
}

class Starter {
  readonly folders;
  readonly services: BureauService[];
  readonly consoles: BureauProgram[];
  readonly migrated: Migrated;

  constructor(readonly plan: StackPlan) {
    const folders = foldersOf(plan.root);
    this.folders = { ...folders, logs: plan.logs ?? folders.logs };
    this.services = bureauServices(plan.portBase);
    this.consoles = bureauConsoles(plan.portBase);
    this.migrated = new Migrated(this.folders.migrated);
  }

  log(name: string): string {
    return join(this.folders.logs, `${name}.log`);
  }

  async postgres(secrets: Secrets): Promise<string> {
    const { portBase, reaper, durable, tell, supervisor, postgres } = this.plan;
    if (postgres !== undefined) {
      await this.databases(postgres, secrets);
      return postgres;
    }
    const server = await preparePostgres({
      folder: this.folders.postgres,
      port: portBase + sharedPorts.postgres,
      password: secrets.postgres,
      log: this.log('postgres'),
      reaper,
      durable,
      tell,
    });
    await supervisor.run('postgres', server.launch);
    await this.databases(server.url, secrets);
    return server.url;
  }

  async databases(server: string, secrets: Secrets): Promise<void> {
    const made = await ensureDatabases(server, [...this.services, ...this.consoles], secrets);
    for (const { database } of made) this.migrated.forget(database);
  }

  /** Kafka and its users' rights; answers with what a service has to know of it beside address and password. */
  async kafka(
    secrets: Secrets,
    keys: KeyFiles,
    { brokers, username, password }: Stack['kafka'],
  ): Promise<NodeJS.ProcessEnv> {
    const { portBase, reaper, durable, tell, supervisor } = this.plan;
    let overTls: NodeJS.ProcessEnv = {};
    if (!this.plan.kafka) {
      const server = await prepareKafka({
        folder: this.folders.kafka,
        port: portBase + sharedPorts.kafka,
        controllerPort: portBase + sharedPorts.kafkaController,
        tlsPort: this.plan.tls ? portBase + sharedPorts.kafkaTls : undefined,
        users: secrets.kafka,
        log: this.log('kafka'),
        reaper,
        durable,
        tell,
      });
      await supervisor.run('kafka', server.launch);
      if (server.tls) overTls = { KAFKA_BROKERS: server.tls.brokers, KAFKA_SSL_CA_FILE: server.tls.caFile };
    }
    const admin = { brokers: brokers.split(','), username, password };
    for (const { code } of bureaus) {
      await provisionBureau(admin, { bureau: code, partitions: 3, replication: 1, minInSync: 1 });
    }
    await publishOwnDirectory(admin, keys);
    return overTls;
  }

  /** Runs one of our own programs and keeps it alive. */
  async program(
    name: string,
    file: string,
    env: NodeJS.ProcessEnv,
    readyAt: string,
    heapMegabytes: number,
  ): Promise<void> {
    if (!existsSync(file)) throw new Sentence(`${file} is missing: is everything built (npx turbo build)?`);
    await this.plan.supervisor.run(name, async () => {
      const child = await Child.start({
        name,
        command: process.execPath,
        args: [`--max-old-space-size=${heapMegabytes}`, file],
        env,
        log: this.log(name),
        reaper: this.plan.reaper,
      });
      return until(child, () => answersOk(readyAt), 60_000);
    });
  }

  async identity(): Promise<void> {
    const env = {
      ...bareEnvironment(),
      YIDI_PORT_BASE: String(this.plan.portBase),
      IDENTITY_KEYS_FILE: join(this.folders.keys, 'identity.json'),
    };
    const issuer = at(this.plan.portBase + sharedPorts.identity);
    const file = join(cloneFolder, 'tools/stack/dist/identity/main.js');
    await this.program('identity', file, env, `${issuer}/.well-known/openid-configuration`, 96);
  }

  /** The outside world; answers with the credit platform's key. */
  async standIns(credit: string): Promise<string> {
    const env = {
      ...bareEnvironment(),
      YIDI_PORT_BASE: String(this.plan.portBase),
      YIDI_DATA_DIR: this.folders.standIns,
    };
    const key = `${credit}/control/public-key`;
    await this.program('stand-ins', join(cloneFolder, 'tools/stand-ins/dist/main.js'), env, key, 192);
    return z.object({ key: z.string() }).parse(await (await getAnswer(key)).json()).key;
  }

  async migrate(service: BureauProgram, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
    const migrations = migrationsOf(folder);
    if (this.migrated.has(service.database, migrations)) return;
    if (this.migrated.isOfAnotherBuild(service.database, migrations)) {
      throw new Sentence(
        `The data of ${service.name} are of an earlier build, whose tables were others. Begin anew: npm start -- --fresh (this deletes the demo's data).`,
      );
    }
    const name = `${service.name}.migrate`;
    const args = [join(folder, 'migrate.js')];
    const child = await Child.start({
      name,
      command: process.execPath,
      args,
      env,
      log: this.log(name),
      reaper: this.plan.reaper,
    });
    const { code } = await child.exited;
    if (code !== 0) {
      throw new Sentence(`${service.name} could not prepare its database. Its last lines:\n${child.lastLines(12)}`);
    }
    this.migrated.note(service.database, migrations);
  }

  /** One service: its database first, then the program. */
  async service(service: BureauService, surroundings: Surroundings, kafka: Promise<NodeJS.ProcessEnv>): Promise<void> {
    const folder = this.folderOf(service);
    const urls = databaseUrls(surroundings.stack.postgres, service, surroundings.secrets);
    const env = serviceEnvironment(service, urls, surroundings);
    await this.migrate(service, folder, { ...env, DATABASE_OWNER_URL: urls.owner });
    await this.program(
      service.name,
      join(folder, 'main.js'),
      { ...env, ...(await kafka) },
      `${at(service.port)}/health/ready`,
      SERVICE_HEAP_MEGABYTES,
    );
  }

  /** A console: it needs the services only when somebody asks for them. */
  async console(console: BureauProgram, surroundings: Surroundings): Promise<void> {
    const folder = this.folderOf(console);
    const urls = databaseUrls(surroundings.stack.postgres, console, surroundings.secrets);
    const env = consoleEnvironment(console, urls, surroundings);
    await this.migrate(console, folder, { ...env, DATABASE_OWNER_URL: urls.owner });
    await this.program(console.name, join(folder, 'main.js'), env, `${at(console.port)}/health/ready`, 128);
  }

  private folderOf({ service }: BureauProgram): string {
    if (this.plan.programOf) return this.plan.programOf(service);
    return join(cloneFolder, 'apps', service, service === 'console' ? 'dist/server' : 'dist');
  }

  /** The credit platform pushes to these intakes, and to none that stood on other ports before. */
  async subscribe({ credit, bureaus: all }: Stack): Promise<void> {
    const Subscribers = z.object({ subscribers: z.array(z.object({ url: z.string() })) });
    const { subscribers } = Subscribers.parse(await (await getAnswer(`${credit}/control/subscribers`)).json());
    const known = new Set(subscribers.map(({ url }) => url));
    const wanted = new Set(all.map(({ intake }) => intake));
    const ask = (method: 'POST' | 'DELETE', url: string) =>
      getAnswer(`${credit}/control/subscribers`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ url }),
      });
    for (const url of known) if (!wanted.has(url)) await ask('DELETE', url);
    for (const url of wanted) if (!known.has(url)) await ask('POST', url);
  }
}

/** Starts servers, outside world and both bureaus, as much at once as can be, and keeps all of it alive. */
export async function startStack(plan: StackPlan): Promise<RunningStack> {
  const { step, supervisor } = plan;
  const starter = new Starter(plan);
  const { folders, services, consoles } = starter;
  for (const folder of [folders.logs, folders.standIns]) mkdirSync(folder, { recursive: true });
  const names = [
    'kafka',
    'postgres',
    'identity',
    'stand-ins',
    ...[...services, ...consoles].flatMap(({ name }) => [name, `${name}.migrate`]),
  ];
  for (const name of names) closeSync(openSync(starter.log(name), 'w', 0o600));

  const secrets = withGiven(secretsIn(folders.secrets), plan.kafka);
  const keys = prepareKeys(folders.keys, plan.listed);
  const admin = {
    brokers: plan.kafka?.brokers ?? `127.0.0.1:${plan.portBase + sharedPorts.kafka}`,
    username: plan.kafka?.username ?? 'admin',
    password: plan.kafka?.password ?? secretOf(secrets.kafka, 'admin'),
  };
  const addresses = addressesOf(plan.portBase, folders.logs, admin);

  const kafka = step('Kafka with rights per bureau', starter.kafka(secrets, keys, admin));
  const identity = step('identity provider', starter.identity());
  const standIns = step('stand-ins for the outside world', starter.standIns(addresses.credit));
  const postgres = step('PostgreSQL with a database per service', starter.postgres(secrets));
  const servers = Promise.all([standIns, postgres, identity]);
  const servicesUp = servers.then(async ([creditKey, url]) => {
    const stack: Stack = { ...addresses, postgres: url };
    const surroundings = { stack, secrets, keys, creditKey };
    await Promise.all([
      ...services.map((service) => step(`${service.name} ready`, starter.service(service, surroundings, kafka))),
      ...consoles.map((console) => step(`${console.name} ready`, starter.console(console, surroundings))),
    ]);
    await starter.subscribe(stack);
    return stack;
  });
  const all = [kafka, servers, servicesUp];
  for (const part of all) part.catch(() => undefined);
  await Promise.all(all);
  const stack = await servicesUp;
  const control = plan.control ? await startControl(supervisor) : undefined;
  return {
    addresses: control ? { ...stack, control: control.address } : stack,
    stop: async () => {
      control?.stop();
      await stopInOrder(supervisor);
    },
  };
}

/** Services first, then what they talk to. */
export async function stopInOrder(supervisor: Supervisor): Promise<void> {
  const servers = ['kafka', 'postgres', 'identity', 'stand-ins'];
  await supervisor.stopAll((name) => !servers.includes(name));
  await supervisor.stopAll((name) => servers.includes(name));
}
