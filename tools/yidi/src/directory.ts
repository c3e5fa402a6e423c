import { readFileSync } from 'node:fs';
import { BureauAbout } from '@yidi/contracts';
import { services } from '@yidi/domain';
import {
  Directory,
  DirectoryEntry,
  generateAuthorityKey,
  type KafkaAccess,
  keyState,
  publishedDirectory,
  readSecret,
  SecretKey,
  signDirectory,
} from '@yidi/messaging';
import { Sentence } from '@yidi/stack/sentence';
import { z } from 'zod';
import { mustBeNew, readJson, writeOwn } from './files.js';
import { faulty, type Finding, fine } from './finding.js';

const day = 24 * 3600 * 1000;
/** A key or a directory that runs out sooner is a fault. */
const SOON = 30 * day;

/** The system's clock. */
export const systemClock = { now: () => new Date() };

/** The key of who signs the directory; its public half is every service's DIRECTORY_AUTHORITY_KEY. */
export function newAuthority(file: string): string {
  mustBeNew(file);
  const authority = generateAuthorityKey();
  writeOwn(file, authority);
  return authority.publicKey;
}

/** The authority's key from where it is kept: a file of mode 0600, `env:NAME` or `mounted:<path>`. */
export function readAuthority(place: string): SecretKey {
  const parsed = SecretKey.safeParse(JSON.parse(readSecret(place)));
  if (!parsed.success) throw new Sentence(`${place} does not hold the authority's key.`);
  return parsed.data;
}

/** A directory from a file, proven. */
export function readDirectory(file: string, authorityKey: string): Directory {
  return Directory.parse(readFileSync(file, 'utf8'), authorityKey, systemClock);
}

/** The directory that is published, proven; undefined when none is. */
export function published(access: KafkaAccess, authorityKey: string): Promise<Directory | undefined> {
  return publishedDirectory(access, { bureau: access.username, service: 'operator' }, authorityKey, systemClock);
}

/** The entries of a directory as they were signed, with these put in or exchanged and those taken out. */
export function changedEntries(
  current: Directory | undefined,
  { entries, without = [] }: { entries: readonly DirectoryEntry[]; without?: readonly string[] },
): DirectoryEntry[] {
  const all = new Map([...(current?.signedEntries ?? []), ...entries].map((entry) => [entry.bureau, entry]));
  for (const bureau of without) {
    if (!all.delete(bureau)) throw new Sentence(`No bureau ${bureau} is in the directory.`);
  }
  return [...all.values()].toSorted((a, b) => (a.bureau < b.bureau ? -1 : 1));
}

/** Reads entries from files that hold one or a list of them. */
export function readEntries(files: readonly string[]): DirectoryEntry[] {
  return files.flatMap((file) => readJson(z.union([DirectoryEntry, z.array(DirectoryEntry)]), file));
}

/** Signs entries as the next directory. */
export function signed(
  entries: readonly DirectoryEntry[],
  authority: SecretKey,
  { number, days }: { number: number; days: number },
) {
  return signDirectory(entries, authority, { number, expiresAt: new Date(Date.now() + days * day) });
}

/** One line per bureau. */
export function directoryLines(directory: Directory) {
  return directory.bureaus().map(({ bureau, keys, protocols, about, merged }) => ({
    bureau,
    name: BureauAbout.safeParse(about).data?.name ?? '?',
    keys: keys.filter((key) => keyState(key, new Date()) === 'active').length,
    protocols: protocols.join(','),
    merged: merged ? `${merged.into} from ${merged.from.slice(0, 10)}` : '',
  }));
}

/** What is wrong in a directory that is signed as it should be. */
export function checkDirectory(directory: Directory, now: Date): Finding[] {
  const left = directory.expiresAt.getTime() - now.getTime();
  const said = `number ${directory.number}, until ${directory.expiresAt.toISOString()}`;
  const age =
    left > SOON
      ? fine('age', said)
      : faulty(
          'age',
          left > 0 ? `${said}: that is soon` : `${said}: it has run out`,
          'sign and publish a new one: directory sign, directory publish',
        );
  const faults = directory.bureaus().flatMap((entry) => [...keyFaults(entry, now), ...aboutFaults(entry, directory)]);
  return [age, ...(faults.length > 0 ? faults : [fine('entries', `${directory.bureaus().length} bureaus, all whole`)])];
}

function keyFaults({ bureau, keys }: DirectoryEntry, now: Date): Finding[] {
  const wanted = [...services.flatMap((service) => [`${service} sign`, `${service} seal`]), 'certify certify'];
  const lasting = (at: Date) =>
    new Set(keys.filter((key) => keyState(key, at) === 'active').map(({ service, use }) => `${service} ${use}`));
  const [today, soon] = [lasting(now), lasting(new Date(now.getTime() + SOON))];
  const fix = `in its folder: keys rotate <folder> <service>, then a new directory with its entry`;
  return wanted.flatMap((key) => {
    if (!today.has(key)) return faulty('keys', `${bureau} has no active key for ${key}`, fix);
    return soon.has(key) ? [] : faulty('keys', `${bureau}: the key for ${key} runs out within 30 days`, fix);
  });
}

function aboutFaults({ bureau, about, merged }: DirectoryEntry, directory: Directory): Finding[] {
  const fix = `correct ${bureau}'s entry and sign a new directory`;
  const parsed = BureauAbout.safeParse(about);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    return [faulty('entries', `${bureau} says too little of itself: ${fields}`, fix)];
  }
  const unknown = [parsed.data.production, ...(merged ? [merged.into] : [])].filter((code) => !directory.bureau(code));
  const shared = directory
    .bureaus()
    .filter((other) => other.bureau > bureau)
    .flatMap((other) => BureauAbout.safeParse(other.about).data?.divisions ?? [])
    .filter((division) => parsed.data.divisions.includes(division));
  return [
    ...unknown.map((code) => faulty('entries', `${bureau} names ${code}, which is no bureau here`, fix)),
    ...shared.map((division) => faulty('entries', `division ${division} is claimed by ${bureau} and another`, fix)),
  ];
}
