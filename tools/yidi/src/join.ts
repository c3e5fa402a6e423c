import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Address,
  type Answered,
  askService,
  Directory,
  DirectoryEntry,
  directoryTexts,
  type KafkaAccess,
  provisionBureau,
  provisionDirectory,
  publishDirectory,
  readServiceKeys,
  type SecretKey,
} from '@yidi/messaging';
import { Sentence } from '@yidi/stack/sentence';
import { bureauFolder } from './bureau-folder.js';
import { changedEntries, published, signed, systemClock } from './directory.js';
import { readJson, writeOwn } from './files.js';
import { newKeys } from './keys.js';
import { setKafkaPassword } from './kafka-user.js';
import type { Talk } from './talk.js';

/** A bureau that comes to a running system. */
export interface JoinPlan {
  /** Who it is: bureau, name, divisions, points … */
  readonly aboutFile: string;
  /** Where its keys are, or shall be made. */
  readonly folder: string;
  readonly authority: SecretKey;
  /** Kafka's administrator. */
  readonly admin: KafkaAccess;
  /** Whether to make its Kafka user; without it the user is there already. */
  readonly createUser: boolean;
  /** Who is asked whether letters arrive; without one the first other bureau's review. */
  readonly ask?: Address | undefined;
  readonly days: number;
  /** Whether there is no other bureau yet. */
  readonly first: boolean;
  readonly layout: { readonly partitions: number; readonly replication: number; readonly minInSync: number };
}

/** What a join has come to. */
export interface Joined {
  readonly bureau: string;
  readonly folder: string;
  readonly directory: number;
  readonly answered: { readonly from: string; readonly milliseconds: number };
}

/** Signs, publishes and keeps the directory with this bureau in it; the same again changes nothing but the number. */
async function enter(
  entry: DirectoryEntry,
  { authority, admin, days, first }: JoinPlan,
): Promise<{ text: string; number: number }> {
  const current = await published(admin, authority.publicKey);
  if (!current && !first) {
    throw new Sentence(
      'No directory is published: directory publish first, or --first if this is the first bureau of all.',
    );
  }
  const number = Math.max((current?.number ?? 0) + 1, Math.floor(Date.now() / 1000));
  const text = signed(changedEntries(current, { entries: [entry] }), authority, { number, days });
  await publishDirectory(admin, directoryTexts(text));
  return { text, number };
}

/** The bureau's password on Kafka: as its folder has it, or drawn. */
function kafkaPassword(file: string, createUser: boolean): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (!createUser)
    throw new Sentence(`${file} is missing: put the password of the bureau's Kafka user there, or use --create-user.`);
  const password = randomBytes(24).toString('base64url');
  writeOwn(file, password);
  return password;
}

function askedService(directory: Directory, bureau: string, given?: Address): Address {
  if (given) return given;
  const other = directory.bureaus().find((entry) => entry.bureau !== bureau);
  return { bureau: other?.bureau ?? bureau, service: 'review' };
}

/** Asks until the rights that were just given have reached every broker, and the new directory its reader. */
async function testLetter(
  plan: JoinPlan,
  directory: Directory,
  bureau: string,
  password: string,
): Promise<Joined['answered']> {
  const to = askedService(directory, bureau, plan.ask);
  const asker = {
    me: { bureau, service: 'intake' },
    access: { ...plan.admin, username: bureau, password },
    keys: readServiceKeys(bureauFolder(plan.folder).letters('intake')),
    directory,
    now: systemClock.now,
  };
  let answered: Answered | undefined;
  for (let attempt = 1; !answered; attempt++) {
    await pause(1000);
    answered = await askService(asker, to, 15_000).catch((error: unknown) => {
      if (attempt >= 4)
        throw new Sentence(`No test letter came back: ${error instanceof Error ? error.message : 'a fault'}`);
      return undefined;
    });
  }
  return { from: `${to.bureau}/${to.service}`, milliseconds: Math.round(answered.milliseconds) };
}

/** Lets a bureau join: keys, Kafka user, inbox and rights, directory, and a test letter there and back. May be repeated. */
export async function joinBureau(plan: JoinPlan, talk: Talk): Promise<Joined> {
  const files = bureauFolder(plan.folder);
  const made = existsSync(files.entry);
  const entry = made ? readJson(DirectoryEntry, files.entry) : newKeys(plan.aboutFile, plan.folder, new Date());
  const { bureau } = entry;
  talk.doing(`keys       ${made ? 'are in' : 'made in'} ${plan.folder}`);

  const password = kafkaPassword(files.kafkaPassword, plan.createUser);
  if (plan.createUser) {
    await setKafkaPassword(plan.admin, { user: bureau, password, tell: talk.doing });
    talk.doing(`user       ${bureau} on Kafka`);
  }
  await provisionBureau(plan.admin, { bureau, ...plan.layout });
  await provisionDirectory(plan.admin, plan.layout);
  talk.doing(`inbox      yidi.inbox.${bureau}, and the bureau's rights`);

  const { text, number } = await enter(entry, plan);
  writeOwn(files.directory, text);
  talk.doing(`directory  number ${number} is published and in ${files.directory}`);

  const directory = Directory.parse(text, plan.authority.publicKey, systemClock);
  const answered = await testLetter(plan, directory, bureau, password);
  talk.result(`${bureau} has joined: a test letter to ${answered.from} and back took ${answered.milliseconds} ms.`);
  const joined = { bureau, folder: plan.folder, directory: number, answered };
  talk.data(joined);
  return joined;
}
