import {
  DIRECTORY_TOPIC,
  ensureTopic,
  type IncomingRecord,
  openSender,
  type TopicRun,
  watchTopic,
  withAdmin,
} from '../kafka.js';
import type { Address } from '../letter.js';
import { patiently } from '../patiently.js';
import { type KafkaAccess, type Log, silentLog } from '../options.js';
import { DirectoryEntry } from './entry.js';
import { Directory, type TimeSource } from './directory.js';
import { directoryFile, type DirectoryTexts } from './signed-directory.js';

const MANIFEST = 'manifest';

/** How the directory's topic is kept. */
export interface DirectoryLayout {
  readonly replication?: number;
  readonly minInSync?: number;
}

/** Creates the directory's topic, compacted; to be repeated at will. */
export async function provisionDirectory(
  access: KafkaAccess,
  { replication = 1, minInSync = 1 }: DirectoryLayout = {},
): Promise<void> {
  await withAdmin(access, (admin) =>
    ensureTopic(admin, {
      topic: DIRECTORY_TOPIC,
      partitions: 1,
      replication,
      config: { 'cleanup.policy': 'compact', 'min.insync.replicas': String(minInSync) },
    }),
  );
}

/** Writes a signed directory to its topic, the manifest last: a reader goes over to it once it has every entry. */
export async function publishDirectory(access: KafkaAccess, { manifest, entries }: DirectoryTexts): Promise<void> {
  const sender = await openSender(access, { bureau: '000000', service: 'directory' }, silentLog);
  const record = (key: string, text: string) => ({
    topic: DIRECTORY_TOPIC,
    key,
    headers: {},
    value: Buffer.from(text),
  });
  try {
    const records = entries.map((text) => record(bureauOf(text), text));
    while (records.length > 0) await sender.send(records.splice(0, 200));
    await sender.send([record(MANIFEST, manifest)]);
  } finally {
    await sender.close();
  }
}

function bureauOf(entry: string): string {
  return DirectoryEntry.pick({ bureau: true }).parse(JSON.parse(entry)).bureau;
}

/** What has been read of the directory's topic so far: the newest record of each key. */
export class DirectoryRecords {
  readonly #entries = new Map<string, string>();
  #manifest: string | undefined;
  #count = 0;

  take(key: string, value: Buffer): void {
    const text = value.toString('utf8');
    if (key === MANIFEST) this.#manifest = text;
    else if (/^\d{6}$/.test(key)) this.#entries.set(key, text);
    this.#count++;
  }

  /** How many records were read. */
  get count(): number {
    return this.#count;
  }

  /** The newest manifest and all entries, those that it lists and others; undefined before there is a manifest. */
  get texts(): DirectoryTexts | undefined {
    return this.#manifest === undefined
      ? undefined
      : { manifest: this.#manifest, entries: [...this.#entries.values()] };
  }
}

/** What the topic holds now: nothing proven yet; undefined when nobody has published a directory. */
export async function readDirectoryTopic(access: KafkaAccess, me: Address): Promise<DirectoryTexts | undefined> {
  const records = new DirectoryRecords();
  const last = await withAdmin(access, async (admin) => {
    const [partition] = await admin.fetchTopicOffsets(DIRECTORY_TOPIC);
    return partition && partition.high !== partition.low ? BigInt(partition.high) - 1n : -1n;
  });
  if (last < 0n) return undefined;
  await new Promise<void>((resolve, reject) => {
    const take = ({ key, value, offset }: IncomingRecord) => {
      records.take(key, value);
      if (BigInt(offset) >= last) void reading.then((run) => run.close()).then(resolve, reject);
    };
    const reading = patiently(() => watchDirectory(access, me, silentLog, take));
    reading.then(({ crashed }) => crashed.then(reject), reject);
  });
  return records.texts;
}

/** The directory that is published, proven; undefined when none is. Throws DirectoryFault. */
export async function publishedDirectory(
  access: KafkaAccess,
  me: Address,
  authorityKey: string,
  clock: TimeSource,
): Promise<Directory | undefined> {
  const texts = await readDirectoryTopic(access, me);
  return texts && Directory.parse(directoryFile(texts), authorityKey, clock);
}

/** Reads the topic from its beginning and goes on with what comes. */
export function watchDirectory(
  access: KafkaAccess,
  me: Address,
  log: Log,
  take: (record: IncomingRecord) => void,
): Promise<TopicRun> {
  return watchTopic({ access, me, log, topic: DIRECTORY_TOPIC, fromBeginning: true, take });
}
