import kafkajs, { Kafka, logLevel, Partitioners, type AclEntry, type EachBatchPayload, type IHeaders } from 'kafkajs';
import { headerNames, type Headers } from './envelope/headers.js';
import type { Address } from './letter.js';
import type { KafkaAccess, Log } from './options.js';

// NOTE: Node finds only some of kafkajs's names by itself; jest finds all.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ConfigResourceTypes, ResourcePatternTypes } = kafkajs;

/** The topic that is a bureau's inbox. */
export function inboxTopic(bureau: string): string {
  return `yidi.inbox.${bureau}`;
}

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
      const topicMessages = records.map(({ topic, ...message }) => ({ topic, messages: [message] }));
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
    groupId: `${me.bureau}.${me.service}`,
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

/** How a bureau's inbox is laid out on Kafka. */
export interface BureauOnKafka {
  readonly bureau: string;
  readonly partitions?: number;
  readonly replication?: number;
  readonly minInSync?: number;
  readonly retentionDays?: number;
}

/** The topic on which the directory will travel. */
export const DIRECTORY_TOPIC = 'yidi.directory';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const DAY = 24 * 3600 * 1000;
const MAX_RECORD_BYTES = 1.5 * 1024 * 1024;

/** Creates a bureau's inbox and gives its Kafka user (named by the bureau's code) exactly its rights; to be repeated at will. */
export async function provisionBureau(access: KafkaAccess, layout: BureauOnKafka): Promise<void> {
  const { bureau, partitions = 3, replication = 1, minInSync = 1, retentionDays = 30 } = layout;
  const admin = client(access, { bureau, service: 'admin' }, silent).admin({ retry: { retries: 5 } });
  await admin.connect();
  try {
    const topic = inboxTopic(bureau);
    const configEntries = [
      { name: 'cleanup.policy', value: 'delete' },
      { name: 'retention.ms', value: String(retentionDays * DAY) },
      { name: 'max.message.bytes', value: String(MAX_RECORD_BYTES) },
      { name: 'min.insync.replicas', value: String(minInSync) },
    ];
    const created = await admin.createTopics({
      topics: [{ topic, numPartitions: partitions, replicationFactor: replication, configEntries }],
      waitForLeaders: true,
    });
    if (!created) {
      const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }];
      await admin.alterConfigs({ validateOnly: false, resources });
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      if ((topics[0]?.partitions.length ?? partitions) < partitions) {
        await admin.createPartitions({ topicPartitions: [{ topic, count: partitions }] });
      }
    }
    const rights = rightsOf(bureau);
    const { resources } = await admin.describeAcls({ ...anyAcl, principal: `User:${bureau}` });
    const present = resources.flatMap(({ acls, ...resource }) =>
      acls.map((acl) => ({ ...acl, ...resource, resourcePatternType: resource.resourcePatternType })),
    );
    const same = (a: AclEntry) => JSON.stringify([a.resourceType, a.resourceName, a.resourcePatternType, a.operation]);
    const wanted = new Set(rights.map(same));
    await admin.createAcls({ acl: rights });
    const surplus = present.filter((acl) => !wanted.has(same(acl)) || acl.permissionType !== AclPermissionTypes.ALLOW);
    if (surplus.length > 0) await admin.deleteAcls({ filters: surplus });
  } finally {
    await admin.disconnect();
  }
}

const anyAcl = {
  resourceType: AclResourceTypes.ANY,
  resourcePatternType: ResourcePatternTypes.ANY,
  operation: AclOperationTypes.ANY,
  permissionType: AclPermissionTypes.ANY,
};

/** Read its own inbox and its own groups, write to every inbox, read the directory; nothing else. */
function rightsOf(bureau: string): AclEntry[] {
  const { TOPIC, GROUP } = AclResourceTypes;
  const { LITERAL, PREFIXED } = ResourcePatternTypes;
  const { READ, WRITE, DESCRIBE } = AclOperationTypes;
  const rights = [
    [TOPIC, inboxTopic(bureau), LITERAL, [READ, DESCRIBE]],
    [TOPIC, inboxTopic(''), PREFIXED, [WRITE, DESCRIBE]],
    [TOPIC, DIRECTORY_TOPIC, LITERAL, [READ, DESCRIBE]],
    [GROUP, `${bureau}.`, PREFIXED, [READ, DESCRIBE]],
  ] as const;
  return rights.flatMap(([resourceType, resourceName, resourcePatternType, operations]) =>
    operations.map((operation) => ({
      principal: `User:${bureau}`,
      host: '*',
      permissionType: AclPermissionTypes.ALLOW,
      resourceType,
      resourceName,
      resourcePatternType,
      operation,
    })),
  );
}

function client({ brokers, username, password, ssl }: KafkaAccess, me: Address, log: Log): Kafka {
  return new Kafka({
    clientId: `${me.bureau}.${me.service}`,
    brokers,
    sasl: { mechanism: 'scram-sha-512', username, password },
    ...(ssl ? { ssl: { ca: [ssl.ca] } } : {}),
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

// NOTE: kafkajs puts messages of other errors, a database's too, into its own.
const faultNames = /\b(KafkaJS\w+|[A-Z][A-Za-z]+Error|E[A-Z]{4,})\b/g;

function errorType(error: unknown): string {
  const { type, cause, originalError } = error as { type?: unknown; cause?: unknown; originalError?: unknown };
  if (typeof type === 'string') return type;
  const inner = cause ?? originalError;
  return typeof inner === 'object' && inner !== null ? errorType(inner) : '';
}
