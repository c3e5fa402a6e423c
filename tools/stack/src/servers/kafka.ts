import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { Sentence } from '../sentence.js';
import { certificateIn } from './certificate.js';
import { Child } from './child.js';
import { javaEnvironment, kafkaRunner } from './java.js';
import type { KafkaRunner } from './java.js';
import { endLeftover } from './leftovers.js';
import { answers } from './ports.js';
import type { Reaper } from './reaper.js';
import { firstWords, runTool } from './tool.js';
import { until } from './until.js';

/** Where the broker lives, and who may sign in. */
export interface KafkaPlan {
  readonly folder: string;
  readonly port: number;
  readonly controllerPort: number;
  /** A second port where the same users are spoken to over TLS. */
  readonly tlsPort?: number | undefined;
  /** Another loopback address to listen on, when something stands at 127.0.0.1 in between. */
  readonly listen?: string | undefined;
  /** Passwords by user name; needs `broker` and `admin` (both may do everything), the others are without rights. */
  readonly users: Readonly<Record<string, string>>;
  readonly log: string;
  readonly reaper: Reaper;
  /** False only for data that nobody misses: stopped without ceremony. */
  readonly durable: boolean;
  readonly tell: (line: string) => void;
}

/** One Kafka node with SCRAM and ACLs on, prepared and not yet running. */
export interface KafkaServer {
  readonly brokers: string;
  /** The same over TLS, and the certificates to trust; where the plan has a port for it. */
  readonly tls?: { readonly brokers: string; readonly caFile: string };
  /** Starts it, also after a kill -9, and resolves when it answers its administrator. */
  readonly launch: () => Promise<Child>;
}

/** What a broker's settings depend on. */
export interface BrokerSettings {
  /** The address to listen on, and the host name under which clients find it. */
  readonly listen: string;
  readonly advertised: string;
  readonly port: number;
  readonly controllerPort: number;
  readonly password: string;
  readonly dataFolder: string;
  /** One more listener, over TLS, with its key under the same password. */
  readonly tls?: { readonly port: number; readonly keyStore: string } | undefined;
}

const scram = 'org.apache.kafka.common.security.scram.ScramLoginModule required';

/** What a listener over TLS adds: to the lists of listeners, and as settings of its own. */
function tlsSettings({ tls, listen, advertised, password }: BrokerSettings) {
  if (!tls) return { listener: '', advertised: '', protocol: '', settings: '' };
  return {
    listener: `,TLS://${listen}:${tls.port}`,
    advertised: `,TLS://${advertised}:${tls.port}`,
    protocol: ',TLS:SASL_SSL',
    settings: `listener.name.tls.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.tls.scram-sha-512.sasl.jaas.config=${scram};
listener.name.tls.ssl.keystore.type=PKCS12
listener.name.tls.ssl.keystore.location=${propertyValue(tls.keyStore)}
listener.name.tls.ssl.keystore.password=${password}
`,
  };
}

/** A value for a Java properties file, which is read as Latin-1 with escapes. */
export function propertyValue(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Refuses a folder that Kafka or Java would take for several. */
export function checkFolder(folder: string): void {
  const sign = [',', ':'].find((one) => folder.includes(one));
  if (sign === undefined) return;
  throw new Sentence(
    `Kafka cannot keep data in ${folder}: move it to a path without “${sign}”, or set YIDI_FOLDER to one.`,
  );
}

/** The settings of one node with SCRAM and ACLs on; containers run on the same ones. */
export function brokerProperties(broker: BrokerSettings): string {
  const tls = tlsSettings(broker);
  const plain = 'org.apache.kafka.common.security.plain.PlainLoginModule required';
  return `process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=127.0.0.1:${broker.controllerPort}
listeners=CLIENT://${broker.listen}:${broker.port},CONTROLLER://127.0.0.1:${broker.controllerPort}${tls.listener}
advertised.listeners=CLIENT://${broker.advertised}:${broker.port}${tls.advertised}
listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT${tls.protocol}
controller.listener.names=CONTROLLER
inter.broker.listener.name=CLIENT
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
sasl.mechanism.controller.protocol=PLAIN
listener.name.client.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.client.scram-sha-512.sasl.jaas.config=${scram} username="broker" password="${broker.password}";
listener.name.controller.sasl.enabled.mechanisms=PLAIN
listener.name.controller.plain.sasl.jaas.config=${plain} username="broker" password="${broker.password}" user_broker="${broker.password}";
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:broker;User:admin
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
# A restart after kill -9 waits for the dead broker's session.
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
# One node: acknowledged means on disk.
log.flush.interval.messages=1
min.insync.replicas=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=10
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
log.dirs=${propertyValue(broker.dataFolder)}
${tls.settings}`;
}

async function format(plan: KafkaPlan, runner: KafkaRunner, file: string): Promise<void> {
  rmSync(join(plan.folder, 'data'), { recursive: true, force: true });
  const { command, args } = runner.command('kafka.tools.StorageTool', plan.folder, []);
  const users = Object.entries(plan.users).flatMap(([name, password]) => [
    '--add-scram',
    `SCRAM-SHA-512=[name=${name},password=${password}]`,
  ]);
  // One that begins with a dash would be read as an option.
  const id = Buffer.from(`0${randomUUID().replaceAll('-', '').slice(1)}`, 'hex').toString('base64url');
  try {
    await runTool(plan.reaper, command, [...args, 'format', '--standalone', '-t', id, '-c', file, ...users], {
      env: javaEnvironment(),
    });
  } catch (error) {
    // The command line holds passwords: only the tool's own words are shown.
    if (error instanceof Sentence) throw error;
    throw new Sentence(`Kafka's storage could not be formatted: ${firstWords(error)}`);
  }
  writeFileSync(join(plan.folder, 'formatted'), '4.3.1\n');
}

/** Whether the broker answers its administrator. */
async function isUp(brokers: string, password: string): Promise<boolean> {
  const admin = new Kafka({
    brokers: [brokers],
    clientId: 'yidi-stack',
    logLevel: logLevel.NOTHING,
    sasl: { mechanism: 'scram-sha-512', username: 'admin', password },
    connectionTimeout: 1000,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect();
  }
}

/** Makes a real Kafka ready to start; data of an earlier start are kept, its users are those of the first. */
export async function prepareKafka(plan: KafkaPlan): Promise<KafkaServer> {
  checkFolder(plan.folder);
  const runner = await kafkaRunner(plan.tell, plan.reaper);
  mkdirSync(plan.folder, { recursive: true });
  const file = join(plan.folder, 'server.properties');
  const pidFile = join(plan.folder, 'pid');
  const password = plan.users['broker'] ?? '';
  const certificate =
    plan.tlsPort === undefined
      ? undefined
      : await certificateIn({ runner, folder: plan.folder, password, reaper: plan.reaper });
  const settings = brokerProperties({
    listen: runner.kind === 'docker' ? '0.0.0.0' : (plan.listen ?? '127.0.0.1'),
    advertised: '127.0.0.1',
    port: plan.port,
    controllerPort: plan.controllerPort,
    password,
    dataFolder: join(plan.folder, 'data'),
    tls: certificate && { port: plan.tlsPort ?? 0, keyStore: certificate.keyStore },
  });
  writeFileSync(file, settings, { mode: 0o600 });
  if (!existsSync(join(plan.folder, 'formatted'))) await format(plan, runner, file);

  const brokers = `127.0.0.1:${plan.port}`;
  const ports = [plan.port, ...(plan.tlsPort === undefined ? [] : [plan.tlsPort])];
  const launch = async (): Promise<Child> => {
    if (await endLeftover(pidFile, file)) plan.tell('ended a Kafka that an earlier start had left behind');
    const { command, args } = runner.command('kafka.Kafka', plan.folder, ports);
    const child = await Child.start({
      name: 'Kafka',
      command,
      args: [...args, file],
      env: javaEnvironment(),
      log: plan.log,
      reaper: plan.reaper,
      stopSignal: plan.durable ? 'TERM' : 'KILL',
    });
    writeFileSync(pidFile, `${child.pid}\n`);
    return until(child, async () => (await answers(plan.port)) && isUp(brokers, plan.users['admin'] ?? ''), 60_000);
  };
  const tls = certificate && { brokers: `127.0.0.1:${plan.tlsPort}`, caFile: certificate.caFile };
  return { brokers, launch, ...(tls && { tls }) };
}
