import { BureauAbout } from '@yidi/contracts';
import { services } from '@yidi/domain';
import {
  DirectoryEntry,
  type DirectoryKey,
  generateBureauKeys,
  generateCertifyKey,
  generateServiceKeys,
  keyState,
  type KeyState,
  ServiceKeysFile,
  type Validity,
} from '@yidi/messaging';
import { FieldCipher } from '@yidi/service';
import { Sentence } from '@yidi/stack/sentence';
import { bureauFolder, type KeyHolder } from './bureau-folder.js';
import { mustBeNew, readJson, writeOwn } from './files.js';

const day = 24 * 3600 * 1000;
const VALID_DAYS = 2 * 365;

/** What a bureau says of itself, before it has keys. */
const AboutFile = BureauAbout.extend({ bureau: DirectoryEntry.shape.bureau });

/** A key as it is shown. */
export type KeyLine = {
  readonly service: string;
  readonly use: string;
  readonly kid: string;
  readonly state: KeyState;
  readonly from: string;
  readonly until: string;
};

function validFrom(now: Date): Validity {
  return { notBefore: now, notAfter: new Date(now.getTime() + VALID_DAYS * day) };
}

/** A bureau's own keys, made where they stay: a folder per service, and beside them the entry for the directory. */
export function newKeys(aboutFile: string, folder: string, now: Date): DirectoryEntry {
  const files = bureauFolder(folder);
  const { bureau, ...about } = readJson(AboutFile, aboutFile);
  mustBeNew(
    files.entry,
    files.certify,
    ...services.flatMap((service) => [files.letters(service), files.fields(service)]),
  );
  const made = generateBureauKeys(services, validFrom(now));
  for (const [index, service] of services.entries()) {
    writeOwn(files.letters(service), made.services[index]);
    writeOwn(files.fields(service), FieldCipher.newKeys());
  }
  writeOwn(files.certify, made.certify);
  const entry = { bureau, keys: made.listed, protocols: [1], about } satisfies DirectoryEntry;
  writeOwn(files.entry, entry);
  return entry;
}

/** Adds new keys behind the old ones, which stay in force for so many days: what was signed or sealed with them still opens. */
export function rotateKeys(
  folder: string,
  holder: KeyHolder,
  { now, overlapDays }: { now: Date; overlapDays: number },
) {
  const files = bureauFolder(folder);
  const entry = readJson(DirectoryEntry, files.entry);
  const file = readJson(ServiceKeysFile, files.keysOf(holder));
  const made = holder === 'certify' ? generateCertifyKey(validFrom(now)) : generateServiceKeys(holder, validFrom(now));
  const end = new Date(now.getTime() + overlapDays * day).toISOString();
  const ending = (key: DirectoryKey): DirectoryKey =>
    key.service === holder && key.notAfter > end ? { ...key, notAfter: end } : key;
  writeOwn(files.keysOf(holder), { ...file, keys: [...file.keys, ...made.secret.keys] });
  writeOwn(files.entry, { ...entry, keys: [...entry.keys.map(ending), ...made.listed] });
  return made.listed.map((key) => keyLine(key, now));
}

/** Notes in the entry that a key counts no more from this moment on. */
export function revokeKey(folder: string, kid: string, at: Date): KeyLine {
  const { entry: file } = bureauFolder(folder);
  const entry = readJson(DirectoryEntry, file);
  const revoked = entry.keys.find((key) => key.kid === kid);
  if (!revoked) throw new Sentence(`${file} lists no key ${kid}.`);
  const changed = { ...revoked, revokedAt: at.toISOString() };
  writeOwn(file, { ...entry, keys: entry.keys.map((key) => (key.kid === kid ? changed : key)) });
  return keyLine(changed, at);
}

/** The keys that a bureau's folder lists. */
export function showKeys(folder: string, now: Date): KeyLine[] {
  return readJson(DirectoryEntry, bureauFolder(folder).entry).keys.map((key) => keyLine(key, now));
}

function keyLine(key: DirectoryKey, now: Date): KeyLine {
  const { service, use, kid, notBefore, notAfter, revokedAt } = key;
  return { service, use, kid, state: keyState(key, now), from: notBefore, until: revokedAt ?? notAfter };
}
