import { type IHeaders, Kafka, logLevel } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import type { Stack } from './stack.js';

/** A record as it lies on Kafka. */
export interface RawRecord {
  readonly partition: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: IHeaders;
}

const kafkaOf = ({ kafka: { brokers, username, password } }: Stack) =>
  new Kafka({
    clientId: 'story',
    brokers: brokers.split(','),
    sasl: { mechanism: 'scram-sha-512', username, password },
    logLevel: logLevel.NOTHING,
  });

/** Every record of a topic from its beginning to where it ends now, read as the administrator. */
export async function recordsOf(stack: Stack, topic: string): Promise<RawRecord[]> {
  const kafka = kafkaOf(stack);
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const open = new Map(
    ends.filter(({ low, high }) => low !== high).map(({ partition, high }) => [partition, BigInt(high)]),
  );
  const records: RawRecord[] = [];
  if (open.size === 0) return records;
  const consumer = kafka.consumer({ groupId: `story-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        autoCommit: false,
        eachMessage: async ({ partition, message: { key, value, headers = {}, offset } }) => {
          records.push({ partition, key, value, headers });
          if (BigInt(offset) + 1n >= (open.get(partition) ?? 0n)) open.delete(partition);
          if (open.size === 0) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return records;
}

/** The records in a bureau's inbox that concern one application. */
export async function inboxRecords(stack: Stack, bureau: string, applicationId: string): Promise<RawRecord[]> {
  const all = await recordsOf(stack, `yidi.inbox.${bureau}`);
  return all.filter(({ key }) => key?.toString() === applicationId);
}

/** Sends records once more, as they are. */
export async function sendAgain(stack: Stack, bureau: string, records: readonly RawRecord[]): Promise<void> {
  if (records.length === 0) throw new Error('there is nothing to send again');
  const producer = kafkaOf(stack).producer();
  await producer.connect();
  await producer.send({
    topic: `yidi.inbox.${bureau}`,
    messages: records.map(({ key, value, headers }) => ({ key, value, headers })),
  });
  await producer.disconnect();
}

/** Names of the topics there are. */
export async function topicsOf(stack: Stack): Promise<string[]> {
  const admin = kafkaOf(stack).admin();
  await admin.connect();
  const topics = await admin.listTopics();
  await admin.disconnect();
  return topics;
}
