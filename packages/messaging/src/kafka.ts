import kafkajs, {
  type AclEntry,
  type Admin,
  type EachBatchPayload,
  type EachMessageHandler,
  type IHeaders,
  Kafka,
  logLevel,
  Partitioners,
} from 'kafkajs';
import { randomBytes } from 'node:crypto';
import { headerNames, type Headers } from './envelope/headers.js';
import { groupBy } from './group-by.js';
import { errorType, faultNames } from './kafka-faults.js';
import './kafka-at-rest.js';
import type { Address } from './letter.js';
import { type KafkaAccess, type Log, silentLog } from './options.js';
import { insist } from './pause.js';

// NOTE: Node finds only some of kafkajs's names by itself; jest finds all.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ConfigResourceTypes, ResourcePatternTypes } = kafkajs;

/** The topic that is a bureau's inbox. */
export function inboxTopic(bureau: string): string {
  return `yidi.inbox.${bureau}`;
}

/** The topic on which the directory travels: a record per bureau, and one manifest that says which of them count. */
export const DIRECTORY_TOPIC = 'yidi.directory';

/** A letter on its way to Kafka. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  readonly headers: Headers;
  readonly value: Buffer;
}

/** A record of a bureau's inbox. */
export interface IncomingRecord {
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  /** Only the headers of a letter; one that came twice is empty. */
  readonly headers: Headers;
  readonly value: Buffer;
}

/** Sends records; thrown away after the first rejection. */
export interface Sender {
  /** All or nothing is known: a rejection may leave some of them stored. */
  send(records: readonly OutgoingRecord[]): Promise<void>;
  close(): Promise<void>;
}

/** The broker is there, but this topic is missing or may not be written: no fault of other readers. */
export class TopicRefused extends Error {
  override readonly name = 'TopicRefused';
}

const REQUEST_TIMEOUT = 5000;
const HEARTBEAT = 1000;
const refused = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'TOPIC_AUTHORIZATION_FAILED', 'MESSAGE_TOO_LARGE']);

/** Connects a producer: acks from all in-sync replicas, one send outstanding, no retries of its own. */
export async function openSender(access: KafkaAccess, me: Address, log: Log): Promise<Sender> {
  const producer = client(access, me, log).producer({
    idempotent: false,
    allowAutoTopicCreation: false,
    maxInFlightRequests: 1,
    retry: { retries: 0 },
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  return {
    async send(records) {
      // NOTE: kafkajs would copy the list anew for every record that it adds to a topic.
      const topicMessages = [...groupBy(records, ({ topic }) => topic)].map(([topic, messages]) => ({
        topic,
        messages,
      }));
      try {
        await producer.sendBatch({ acks: -1, timeout: REQUEST_TIMEOUT, topicMessages });
      } catch (error) {
        throw refused.has(errorType(error)) ? new TopicRefused(errorType(error)) : error;
      }
    },
    close: () => producer.disconnect(),
  };
}

/** What a reader of the inbox is given and has to do. */
export interface InboxReader {
  readonly access: KafkaAccess;
  readonly me: Address;
  readonly log: Log;
  readonly batchLetters: number;
  /** Whether the effect of these records is committed; false when stopped before, or when `active` says that they are no longer this reader's. */
  apply(records: IncomingRecord[], active: () => boolean): Promise<boolean>;
  /** Called at every sign of life: a fetch or a batch. */
  alive(): void;
  /** Called after a batch is applied and its offsets are committed. */
  committed(): void;
}

/** A running consumer. */
export interface InboxRun {
  /** Resolves with the error of which the consumer has crashed. */
  readonly crashed: Promise<unknown>;
  close(): Promise<void>;
}

/** Joins the service's group and hands over the bureau's inbox in batches; offsets are committed after each. */
export async function readInbox(reader: InboxReader): Promise<InboxRun> {
  const { access, me, log } = reader;
  const consumer = client(access, me, log).consumer({
    groupId: groupOf(me),
    sessionTimeout: 6000,
    rebalanceTimeout: 6000,
    heartbeatInterval: HEARTBEAT,
    maxWaitTimeInMs: 500,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 10, restartOnFailure: async () => false },
  });
  const crashed = new Promise<unknown>((resolve) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error));
  });
  consumer.on(consumer.events.FETCH, () => reader.alive());
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [inboxTopic(me.bureau)], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 3,
      eachBatch: (payload) => eachBatch(payload, reader),
    });
  } catch (error) {
    await consumer.disconnect().catch(() => undefined);
    throw error;
  }
  return { crashed, close: () => consumer.disconnect() };
}

async function eachBatch(payload: EachBatchPayload, reader: InboxReader): Promise<void> {
  const { topic, partition, messages } = payload.batch;
  const active = () => payload.isRunning() && !payload.isStale();
  for (let at = 0; at < messages.length && active(); at += reader.batchLetters) {
    const slice = messages.slice(at, at + reader.batchLetters);
    const last = slice.at(-1)?.offset ?? '0';
    const records = slice.map(({ offset, key, headers, value }) => ({
      partition,
      offset,
      key: key?.toString() ?? '',
      headers: letterHeaders(headers ?? {}),
      value: value ?? Buffer.alloc(0),
    }));
    const applied = await whileBeating(payload, reader, () => reader.apply(records, active));
    if (!applied || !active()) return;
    payload.resolveOffset(last);
    await payload.heartbeat();
    const next = String(BigInt(last) + 1n);
    await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: next }] }] });
    reader.committed();
  }
}

/** Keeps the membership alive however long the work takes; a lost one shows at the next heartbeat. */
async function whileBeating<T>(payload: EachBatchPayload, reader: InboxReader, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    reader.alive();
    payload.heartbeat().catch(() => undefined);
  }, HEARTBEAT);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

function letterHeaders(all: IHeaders): Headers {
  const present = headerNames.filter((name) => all[name] !== undefined);
  return Object.fromEntries(present.map((name) => [name, Array.isArray(all[name]) ? '' : String(all[name])]));
}

/** A running reader of a whole topic. */
export type TopicRun = InboxRun;

/** Hands over every record of a topic, from its beginning or from now on, in a group of its own that nobody remembers; resolves once it is being fetched. */
export async function watchTopic({ access, me, log, topic, fromBeginning, take }: TopicWatch): Promise<TopicRun> {
  const consumer = client(access, me, log).consumer({
    groupId: `${me.bureau}.${me.service}.${randomBytes(6).toString('hex')}`,
    maxWaitTimeInMs: 500,
    allowAutoTopicCreation: false,
    retry: { retries: 1, restartOnFailure: async () => false },
  });
  const crashed = new Promise<unknown>((resolve) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error));
  });
  const fetched = new Promise<void>((resolve) => {
    consumer.on(consumer.events.FETCH, () => resolve());
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning });
    const eachMessage: EachMessageHandler = async ({ partition, message: { offset, key, headers, value } }) =>
      take({
        partition,
        offset,
        key: key?.toString() ?? '',
        headers: letterHeaders(headers ?? {}),
        value: value ?? Buffer.alloc(0),
      });
    await consumer.run({ autoCommit: false, eachMessage });
    await Promise.race([fetched, crashed.then((error) => Promise.reject(error))]);
  } catch (error) {
    await consumer.disconnect().catch(() => undefined);
    throw error;
  }
  return { crashed, close: () => consumer.disconnect() };
}

/** What to read and whom to give it to. */
export interface TopicWatch {
  readonly access: KafkaAccess;
  readonly me: Address;
  readonly log: Log;
  readonly topic: string;
  readonly fromBeginning: boolean;
  readonly take: (record: IncomingRecord) => void;
}

/** Sets the group of a service back to the beginning of its inbox; the group must have no member. */
export async function readAgain(access: KafkaAccess, me: Address, log: Log): Promise<void> {
  const admin = client(access, me, log).admin({ retry: { retries: 0 } });
  await admin.connect();
  try {
    await admin.resetOffsets({ groupId: groupOf(me), topic: inboxTopic(me.bureau), earliest: true });
  } finally {
    await admin.disconnect();
  }
}

function groupOf({ bureau, service }: Address): string {
  return `${bureau}.${service}`;
}

/** How a bureau's inbox is laid out on Kafka. */
export interface BureauOnKafka {
  readonly bureau: string;
  readonly partitions?: number;
  readonly replication?: number;
  readonly minInSync?: number;
  readonly retentionDays?: number;
}

const DAY = 24 * 3600 * 1000;
const MAX_RECORD_BYTES = 1.5 * 1024 * 1024;

/** Does something as an administrator of Kafka. */
export async function withAdmin<T>(access: KafkaAccess, work: (admin: Admin) => Promise<T>): Promise<T> {
  const me = { bureau: access.username, service: 'admin' };
  const admin = client(access, me, silentLog).admin({ retry: { retries: 5 } });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

/** A topic as it shall be. */
export interface TopicLayout {
  readonly topic: string;
  readonly partitions: number;
  readonly replication: number;
  readonly config: Readonly<Record<string, string>>;
}

/** Creates a topic, or gives the one that is there this configuration and at least so many partitions. */
export async function ensureTopic(
  admin: Admin,
  { topic, partitions, replication, config }: TopicLayout,
): Promise<void> {
  const all = { 'max.message.bytes': String(MAX_RECORD_BYTES), ...config };
  const configEntries = Object.entries(all).map(([name, value]) => ({ name, value }));
  const created = await admin.createTopics({
    topics: [{ topic, numPartitions: partitions, replicationFactor: replication, configEntries }],
    waitForLeaders: false,
  });
  // NOTE: kafkajs's own waiting gives up at once when a busy broker has not heard of the new topic yet.
  if (created) return void (await insist(() => admin.fetchTopicMetadata({ topics: [topic] })));
  const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }];
  await admin.alterConfigs({ validateOnly: false, resources });
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  if ((topics[0]?.partitions.length ?? partitions) < partitions) {
    await admin.createPartitions({ topicPartitions: [{ topic, count: partitions }] });
  }
}

/** Creates a bureau's inbox and gives its Kafka user (named by the bureau's code) exactly its rights; to be repeated at will. */
export async function provisionBureau(access: KafkaAccess, layout: BureauOnKafka): Promise<void> {
  const { bureau, partitions = 3, replication = 1, minInSync = 1, retentionDays = 30 } = layout;
  await withAdmin(access, async (admin) => {
    await ensureTopic(admin, {
      topic: inboxTopic(bureau),
      partitions,
      replication,
      config: {
        'cleanup.policy': 'delete',
        'retention.ms': String(retentionDays * DAY),
        'min.insync.replicas': String(minInSync),
      },
    });
    const rights = aclsOf(bureau);
    const { resources } = await admin.describeAcls({ ...anyAcl, principal: `User:${bureau}` });
    const present = resources.flatMap(({ acls, ...resource }) =>
      acls.map((acl) => ({ ...acl, ...resource, resourcePatternType: resource.resourcePatternType })),
    );
    const same = (a: AclEntry) => JSON.stringify([a.resourceType, a.resourceName, a.resourcePatternType, a.operation]);
    const wanted = new Set(rights.map(same));
    await admin.createAcls({ acl: rights });
    const surplus = present.filter((acl) => !wanted.has(same(acl)) || acl.permissionType !== AclPermissionTypes.ALLOW);
    if (surplus.length > 0) await admin.deleteAcls({ filters: surplus });
  });
}

const anyAcl = {
  resourceType: AclResourceTypes.ANY,
  resourcePatternType: ResourcePatternTypes.ANY,
  operation: AclOperationTypes.ANY,
  permissionType: AclPermissionTypes.ANY,
};

/** A right of a bureau's Kafka user, in Kafka's own words. */
export interface KafkaRight {
  readonly resource: 'topic' | 'group';
  readonly name: string;
  readonly pattern: 'literal' | 'prefixed';
  readonly operations: readonly ('Read' | 'Write' | 'Describe')[];
}

/** Read its own inbox and its own groups, write to every inbox, read the directory; nothing else. */
export function bureauRights(bureau: string): KafkaRight[] {
  return [
    { resource: 'topic', name: inboxTopic(bureau), pattern: 'literal', operations: ['Read', 'Describe'] },
    { resource: 'topic', name: inboxTopic(''), pattern: 'prefixed', operations: ['Write', 'Describe'] },
    { resource: 'topic', name: DIRECTORY_TOPIC, pattern: 'literal', operations: ['Read', 'Describe'] },
    { resource: 'group', name: `${bureau}.`, pattern: 'prefixed', operations: ['Read', 'Describe'] },
  ];
}

const resourceTypes = { topic: AclResourceTypes.TOPIC, group: AclResourceTypes.GROUP };
const patternTypes = { literal: ResourcePatternTypes.LITERAL, prefixed: ResourcePatternTypes.PREFIXED };
const operationTypes = {
  Read: AclOperationTypes.READ,
  Write: AclOperationTypes.WRITE,
  Describe: AclOperationTypes.DESCRIBE,
};

function aclsOf(bureau: string): AclEntry[] {
  return bureauRights(bureau).flatMap(({ resource, name, pattern, operations }) =>
    operations.map((operation) => ({
      principal: `User:${bureau}`,
      host: '*',
      permissionType: AclPermissionTypes.ALLOW,
      resourceType: resourceTypes[resource],
      resourceName: name,
      resourcePatternType: patternTypes[pattern],
      operation: operationTypes[operation],
    })),
  );
}

function client({ brokers, username, password, ssl, open }: KafkaAccess, me: Address, log: Log): Kafka {
  return new Kafka({
    clientId: `${me.bureau}.${me.service}`,
    brokers,
    sasl: { mechanism: 'scram-sha-512', username, password },
    ...(ssl ? { ssl: { ca: [ssl.ca] } } : {}),
    ...(open ? { socketFactory: ({ host, port, onConnect }) => open({ host, port }, onConnect) } : {}),
    connectionTimeout: 3000,
    requestTimeout: REQUEST_TIMEOUT,
    enforceRequestTimeout: true,
    retry: { retries: 0 },
    logLevel: logLevel.ERROR,
    logCreator:
      () =>
      ({ namespace, log: { message, broker } }) =>
        log.info({ kafkajs: namespace, broker, faults: message.match(faultNames) }, 'the Kafka client had a fault'),
  });
}
