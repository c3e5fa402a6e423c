import {
  DirectoryFault,
  directoryTexts,
  type KafkaAccess,
  provisionDirectory,
  publishDirectory,
  publishedDirectory,
} from '@yidi/messaging';
import type { KeyFiles } from './keys.js';

const me = { bureau: '000000', service: 'stack' };
const clock = { now: () => new Date() };

/** Publishes the directory, with the bureaus that have joined since the last start, and keeps it for services to start with. */
export async function publishOwnDirectory(admin: KafkaAccess, keys: KeyFiles): Promise<void> {
  await provisionDirectory(admin);
  const published = await publishedDirectory(admin, me, keys.authority, clock).catch((error: unknown) => {
    // That of another stack on the same Kafka.
    if (error instanceof DirectoryFault) return undefined;
    throw error;
  });
  await publishDirectory(admin, directoryTexts(keys.sign(published)));
}
