import { setTimeout as pause } from 'node:timers/promises';

const PAUSE = 250;
const TRIES = 40;

/** Begins anew while Kafka has no coordinator for the group yet: a new Kafka needs seconds for its first one. */
export async function patiently<T>(begin: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await begin();
    } catch (error) {
      const early = error instanceof Error && error.name === 'KafkaJSGroupCoordinatorNotFound';
      if (!early || tried >= TRIES) throw error;
      await pause(PAUSE);
    }
  }
}
