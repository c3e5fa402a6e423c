import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { inboxTopic, type KafkaAccess, provisionBureau } from '@yidi/messaging';
import { untilItWorks } from './until-it-works.js';
import { Kafka, type KafkaMessage, logLevel } from 'kafkajs';

const client = ({ brokers, username, password }: KafkaAccess): Kafka =>
  new Kafka({
    brokers,
    clientId: 'chaos',
    logLevel: logLevel.NOTHING,
    sasl: { mechanism: 'scram-sha-512', username, password },
    retry: { retries: 8, initialRetryTime: 100, maxRetryTime: 1000 },
  });

/** A record as it is put on a bureau's inbox. */
export type Put = Pick<KafkaMessage, 'key' | 'value' | 'headers'>;

/** Puts records on a bureau's inbox, as whoever has the right to can. */
export async function put(access: KafkaAccess, bureau: string, messages: readonly Put[]): Promise<void> {
  const producer = client(access).producer({ retry: { retries: 8 } });
  await producer.connect();
  try {
    await producer.send({ topic: inboxTopic(bureau), messages: [...messages] });
  } finally {
    await producer.disconnect();
  }
}

/** Puts what now lies in a bureau's inbox there once more, at most `limit` records of it. Returns how many. */
export async function putAgain(admin: KafkaAccess, bureau: string, limit: number): Promise<number> {
  const records: Put[] = [];
  const consumer = client(admin).consumer({ groupId: `chaos.${randomUUID()}`, maxWaitTimeInMs: 200 });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [inboxTopic(bureau)], fromBeginning: true });
    const enough = new AbortController();
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ message: { key, value, headers = {} } }) => {
        records.push({ key, value, headers });
        if (records.length >= limit) enough.abort();
      },
    });
    await pause(2500, undefined, { signal: enough.signal }).catch(() => undefined);
  } finally {
    await consumer.disconnect();
  }
  const again = records.slice(0, limit);
  if (again.length > 0) await put(admin, bureau, again);
  return again.length;
}

/** Deletes a bureau's inbox with everything in it, and makes it anew. */
export async function wipe(access: KafkaAccess, bureau: string): Promise<void> {
  const admin = client(access).admin();
  await admin.connect();
  try {
    await admin.deleteTopics({ topics: [inboxTopic(bureau)] });
  } finally {
    await admin.disconnect();
  }
  await untilItWorks(() => provisionBureau(access, { bureau }));
}

/** Sets a group's offsets back to the very first record; the group must be empty. Throws while it is not. */
export async function rewind(access: KafkaAccess, bureau: string, service: string): Promise<void> {
  const admin = client(access).admin();
  await admin.connect();
  try {
    await admin.resetOffsets({ groupId: `${bureau}.${service}`, topic: inboxTopic(bureau), earliest: true });
  } finally {
    await admin.disconnect();
  }
}
