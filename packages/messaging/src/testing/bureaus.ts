import { generateKeyPairSync } from 'node:crypto';
import { Directory } from '../directory/directory.js';
import type { DirectoryEntry } from '../directory/entry.js';
import type { DirectoryKey } from '../directory/keys.js';
import type { KnownKeys } from '../envelope/envelope.js';
import {
  generateAuthorityKey,
  type GeneratedKeys,
  generateServiceKeys,
  serviceKeys,
  type ServiceKeys,
} from '../directory/service-keys.js';
import { signDirectory } from '../directory/signed-directory.js';

const year = 365 * 24 * 3600 * 1000;

/** From an hour before `now` for a year. */
export function aYearFrom(now: Date) {
  return { notBefore: new Date(now.getTime() - 3600_000), notAfter: new Date(now.getTime() + year) };
}

/** A directory in which every key is anybody's: with it one can sign in any name. */
export function credulous(directory: Directory): KnownKeys {
  const { publicKey } = generateKeyPairSync('ed25519');
  return {
    sealingKey: (...of) => directory.sealingKey(...of),
    believedKey: (...of) => directory.believedKey(...of),
    signingKey: () => publicKey,
  };
}

/** Bureaus with these services, their keys and the directory that lists them; `change` alters the listed keys before signing. */
export function someBureaus(
  services: Record<string, readonly string[]>,
  { now = new Date(), change = (key) => key }: { now?: Date; change?: (key: DirectoryKey) => DirectoryKey } = {},
) {
  const authority = generateAuthorityKey();
  const generated = new Map<string, GeneratedKeys>();
  const entries = Object.entries(services).map(([bureau, names]): DirectoryEntry => {
    const keys = names.flatMap((service) => {
      const made = generateServiceKeys(service, aYearFrom(now));
      generated.set(`${bureau}/${service}`, made);
      return made.listed.map(change);
    });
    return { bureau, keys, protocols: [1], about: {} };
  });
  const text = signDirectory(entries, authority, {
    number: 1,
    issuedAt: now,
    expiresAt: new Date(now.getTime() + year),
  });
  return {
    authority,
    entries,
    directoryText: text,
    directory: Directory.parse(text, authority.publicKey, { now: () => now }),
    keysOf(bureau: string, service: string): ServiceKeys {
      const made = generated.get(`${bureau}/${service}`);
      if (!made) throw new Error(`no ${service} of ${bureau}`);
      return serviceKeys(made.secret);
    },
  };
}
