import { readFileSync, statSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { addressPath, type Address } from '../letter.js';
import type { Directory } from './directory.js';
import { generateKey, privateKeyOf, SecretKey, type DirectoryKey } from './keys.js';

/** The file with a service's private keys; the last key of a use signs or seals, all of them open. */
export const ServiceKeysFile = z.object({ service: z.string(), keys: z.array(SecretKey).min(1) });
export type ServiceKeysFile = z.infer<typeof ServiceKeysFile>;

/** From when until when a key may be used. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A key's secret half for its holder's file and its public half for the directory. */
export interface GeneratedKeys {
  readonly secret: ServiceKeysFile;
  readonly listed: DirectoryKey[];
}

/** A new signing and a new sealing pair for one service. */
export function generateServiceKeys(service: string, validity: Validity): GeneratedKeys {
  return generated(service, [generateKey('sign'), generateKey('seal')], validity);
}

/** A new pair for signing documents, held only by the service that certifies; listed as service `certify`. */
export function generateCertifyKey(validity: Validity): GeneratedKeys {
  return generated('certify', [generateKey('certify')], validity);
}

/** A new pair for the national authority that signs the directory. */
export function generateAuthorityKey(): SecretKey {
  return generateKey('certify');
}

function generated(service: string, keys: SecretKey[], { notBefore, notAfter }: Validity): GeneratedKeys {
  return {
    secret: { service, keys },
    listed: keys.map(({ kid, use, publicKey }) => ({
      service,
      kid,
      use,
      publicKey,
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
    })),
  };
}

/** A service's own private keys, ready for use. */
export interface ServiceKeys {
  readonly service: string;
  /** The newest signing key. */
  readonly sign: { readonly kid: string; readonly key: KeyObject };
  /** Every sealing key by its id: raw private key, 32 bytes. */
  readonly seal: ReadonlyMap<string, Uint8Array>;
}

/** The private key that signs documents. */
export interface CertifyKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** A file that should hold private keys does not, or others may read it. */
export class KeyFileFault extends Error {
  override readonly name = 'KeyFileFault';
}

/** Reads a service's keys from a file that only its owner may read. */
export function readServiceKeys(file: string): ServiceKeys {
  return serviceKeys(readKeyFile(file));
}

/** Makes the keys of a file's content ready for use. */
export function serviceKeys({ service, keys }: ServiceKeysFile): ServiceKeys {
  const sign = keys.findLast(({ use }) => use === 'sign');
  const seal = keys.filter(({ use }) => use === 'seal');
  if (!sign || seal.length === 0) throw new KeyFileFault(`the keys of ${service} lack a signing or a sealing key`);
  return {
    service,
    sign: { kid: sign.kid, key: privateKeyOf(sign) },
    seal: new Map(seal.map(({ kid, privateKey }) => [kid, Buffer.from(privateKey, 'base64url')])),
  };
}

/** Refuses keys of another service, and keys that the directory does not list: nobody would believe them. Throws KeyFileFault. */
export function checkKeys(me: Address, { service, sign, seal }: ServiceKeys, directory: Directory): void {
  if (service !== me.service) throw new KeyFileFault(`these are the letter keys of ${service}, not of ${me.service}`);
  if (!directory.lists(me, 'sign', sign.kid)) {
    throw new KeyFileFault(`the directory does not list the signing key ${sign.kid} for ${addressPath(me)}`);
  }
  if (![...seal.keys()].some((kid) => directory.lists(me, 'seal', kid))) {
    throw new KeyFileFault(`the directory lists none of these sealing keys for ${addressPath(me)}`);
  }
}

/** Reads the key that signs documents from a file that only its owner may read. */
export function readCertifyKey(file: string): CertifyKey {
  return certifyKey(readKeyFile(file));
}

/** Makes the certify key of a file's content ready for use. */
export function certifyKey({ keys }: ServiceKeysFile): CertifyKey {
  const certify = keys.findLast(({ use }) => use === 'certify');
  if (!certify) throw new KeyFileFault('this file holds no certify key');
  return { kid: certify.kid, key: privateKeyOf(certify) };
}

function readKeyFile(file: string): ServiceKeysFile {
  if (statSync(file).mode & 0o077) throw new KeyFileFault(`others may read ${file}: set its mode to 0600`);
  try {
    return ServiceKeysFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new KeyFileFault(`${file} is not a file of keys`);
  }
}
