import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Directory, DirectoryKey, generateAuthorityKey, generateBureauKeys, signDirectory } from '@yidi/messaging';
import { FieldCipher } from '@yidi/service';
import { z } from 'zod';
import { bureaus, services } from './plan.js';
import type { DemoBureau } from './plan.js';
import { writeSecret } from './secrets.js';

const day = 24 * 3600 * 1000;

/** The files of keys that one service reads, and where the directory is. */
export interface KeyFiles {
  readonly directory: string;
  /** The authority's raw public key. */
  readonly authority: string;
  letters(service: string): string;
  fields(service: string): string;
  certify(bureau: string): string;
  /** Signs the directory anew, with the bureaus that have joined what is published; writes it and answers with it. */
  sign(published?: Directory): string;
  /** What seals the officers' tokens at a console. */
  sessions(console: string): string;
}

const Authority = z.object({
  kid: z.string(),
  use: z.literal('certify'),
  publicKey: z.string(),
  privateKey: z.string(),
});
const Listed = z.array(DirectoryKey);

/** What this file holds; made when there is no such file. */
function kept<T>(file: string, schema: z.ZodType<T>, make: () => T): T {
  if (existsSync(file)) return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const made = make();
  writeSecret(file, JSON.stringify(made));
  return made;
}

/** Makes, at the first start, every service's keys; signs, at each start, the directory that lists their public halves. */
export function prepareKeys(folder: string, all: readonly DemoBureau[] = bureaus): KeyFiles {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = (name: string): string => join(folder, name);
  const files = {
    directory: file('directory.json'),
    letters: (service: string) => file(`${service}.letters.json`),
    fields: (service: string) => file(`${service}.fields.json`),
    certify: (bureau: string) => file(`${bureau}.certify.json`),
    sessions: (console: string) => file(`${console}.sessions.json`),
  };
  const now = Date.now();
  const validity = { notBefore: new Date(now - day), notAfter: new Date(now + 20 * 365 * day) };
  const makeKeys = (code: string): DirectoryKey[] => {
    const made = generateBureauKeys(services, validity);
    writeSecret(files.certify(code), JSON.stringify(made.certify));
    for (const keys of made.services) {
      writeSecret(files.letters(`${code}.${keys.service}`), JSON.stringify(keys));
      writeSecret(files.fields(`${code}.${keys.service}`), JSON.stringify(FieldCipher.newKeys()));
    }
    return made.listed;
  };
  const authority = kept(file('authority.json'), Authority, () => Authority.parse(generateAuthorityKey()));
  const entries = all.map(({ code, about }) => ({
    bureau: code,
    keys: kept(file(`${code}.listed.json`), Listed, () => makeKeys(code)),
    protocols: [1],
    about,
  }));
  for (const { code } of all) {
    const sessions = files.sessions(`${code}.console`);
    if (!existsSync(sessions)) writeSecret(sessions, JSON.stringify(FieldCipher.newKeys()));
  }
  const number = Math.floor(now / 1000);
  const sign = (published?: Directory): string => {
    const joined = published?.signedEntries.filter(({ bureau }) => !all.some(({ code }) => code === bureau)) ?? [];
    const next = Math.max(number, (published?.number ?? 0) + 1);
    const text = signDirectory([...entries, ...joined], authority, { number: next, expiresAt: validity.notAfter });
    writeSecret(files.directory, text);
    return text;
  };
  sign();
  return { ...files, authority: authority.publicKey, sign };
}
