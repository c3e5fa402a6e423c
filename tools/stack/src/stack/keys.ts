import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateAuthorityKey, generateCertifyKey, generateServiceKeys, signDirectory } from '@yidi/messaging';
import type { DirectoryEntry } from '@yidi/messaging';
import { bureaus, services } from './plan.js';
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
}

function fieldKeys(): string {
  const key = (): string => randomBytes(32).toString('base64');
  return JSON.stringify({ current: 'k1', keys: { k1: key() }, index: key() });
}

/** Makes, at the first start, every service's keys and the directory that lists their public halves. */
export function prepareKeys(folder: string): KeyFiles {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = (name: string): string => join(folder, name);
  const files = {
    directory: file('directory.json'),
    letters: (service: string) => file(`${service}.letters.json`),
    fields: (service: string) => file(`${service}.fields.json`),
    certify: (bureau: string) => file(`${bureau}.certify.json`),
  };
  const authorityFile = file('authority.pub');
  if (!existsSync(authorityFile)) {
    const authority = generateAuthorityKey();
    const validity = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 20 * 365 * day) };
    const entries = bureaus.map(({ code, about }): DirectoryEntry => {
      const certify = generateCertifyKey(validity);
      writeSecret(files.certify(code), JSON.stringify(certify.secret));
      const own = services.map((service) => {
        const keys = generateServiceKeys(service, validity);
        writeSecret(files.letters(`${code}.${service}`), JSON.stringify(keys.secret));
        writeSecret(files.fields(`${code}.${service}`), fieldKeys());
        return keys.listed;
      });
      return { bureau: code, keys: [...own.flat(), ...certify.listed], protocols: [1], about };
    });
    writeSecret(files.directory, signDirectory(entries, authority, { number: 1, expiresAt: validity.notAfter }));
    writeSecret(authorityFile, authority.publicKey);
  }
  return { ...files, authority: readFileSync(authorityFile, 'utf8') };
}
