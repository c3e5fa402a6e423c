import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BureauAbout } from '@yidi/contracts';
import {
  DirectoryEntry,
  generateAuthorityKey,
  generateCertifyKey,
  generateServiceKeys,
  SecretKey,
  signDirectory,
} from '@yidi/messaging';
import { z } from 'zod';
import { writeFor } from './secrets.js';

const services = ['intake', 'review', 'production'] as const;
const day = 24 * 3600 * 1000;
const validDays = { keys: 2 * 365, directory: 90 };

/** What a bureau says of itself, before it has keys. */
const AboutFile = BureauAbout.extend({ bureau: DirectoryEntry.shape.bureau });

const read = <T extends z.ZodType>(schema: T, file: string): z.infer<T> =>
  schema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** Writes a new file; what is there already stays, for a key that is lost is lost with all that it sealed. */
function writeNew(folder: string, place: string, content: unknown): void {
  if (existsSync(join(folder, place))) throw new Error(`${join(folder, place)} is there already and stays`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFor(folder, place, typeof content === 'string' ? content : JSON.stringify(content));
}

function fieldKeys() {
  const key = (): string => randomBytes(32).toString('base64');
  return { current: 'k1', keys: { k1: key() }, index: key() };
}

/** A bureau's own keys, made where they stay: a folder per service, and beside them the entry for the directory. */
export function makeBureauKeys(aboutFile: string, folder: string, now = new Date()): void {
  const { bureau, ...about } = read(AboutFile, aboutFile);
  const validity = { notBefore: now, notAfter: new Date(now.getTime() + validDays.keys * day) };
  const certify = generateCertifyKey(validity);
  const made = services.map((service) => generateServiceKeys(service, validity));
  const keys = [...made, certify].flatMap(({ listed }) => listed);
  writeNew(folder, 'directory-entry.json', { bureau, keys, protocols: [1], about } satisfies DirectoryEntry);
  for (const { secret } of made) {
    writeNew(folder, `${secret.service}/letter-keys.json`, secret);
    writeNew(folder, `${secret.service}/field-keys.json`, fieldKeys());
  }
  writeNew(folder, 'review/certify-key.json', certify.secret);
}

/** The key of who signs the directory; its public half is every service's DIRECTORY_AUTHORITY_KEY. */
export function makeAuthority(folder: string): string {
  const authority = generateAuthorityKey();
  writeNew(folder, 'authority.json', authority);
  return authority.publicKey;
}

/** The signed directory of these entries; each new one has a higher number. */
export function makeDirectory(authorityFile: string, number: number, entryFiles: readonly string[]): string {
  const entries = entryFiles.map((file) => read(DirectoryEntry, file));
  const expiresAt = new Date(Date.now() + validDays.directory * day);
  return signDirectory(entries, read(SecretKey, authorityFile), { number, expiresAt });
}
