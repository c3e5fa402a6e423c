import { watchTopic } from './kafka.js';
import { errorType } from './kafka-faults.js';
import type { Address } from './letter.js';
import { type KafkaAccess, silentLog } from './options.js';

/** Whether Kafka lets this user read a topic; a fault other than a denial is thrown. */
export async function mayRead(access: KafkaAccess, me: Address, topic: string): Promise<boolean> {
  try {
    const take = () => undefined;
    const run = await watchTopic({ access, me, log: silentLog, topic, fromBeginning: false, take });
    await run.close();
    return true;
  } catch (error) {
    if (errorType(error) === 'TOPIC_AUTHORIZATION_FAILED') return false;
    throw error;
  }
}
