import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { type Address, addressPath } from '../letter.js';
import type { Directory } from './directory.js';
import { type DirectoryKey, generateKey, privateKeyOf, SecretKey } from './keys.js';
import { KeyFileFault, readSecret } from './secret.js';

/** The file with a service's private keys, the newest last: the newest that the directory lists as active signs, all of them open. */
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

/** All the keys of a bureau that is new: a pair of pairs per service, and the certify pair that only one of them holds. */
export function generateBureauKeys(services: readonly string[], validity: Validity) {
  const made = services.map((service) => generateServiceKeys(service, validity));
  const certify = generateCertifyKey(validity);
  return {
    services: made.map(({ secret }) => secret),
    certify: certify.secret,
    listed: [...made, certify].flatMap(({ listed }) => listed),
  };
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

/** A private key that signs letters. */
export interface SigningKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** A service's own private keys, ready for use. */
export interface ServiceKeys {
  readonly service: string;
  /** Every signing key, the newest first. */
  readonly sign: readonly [SigningKey, ...SigningKey[]];
  /** Every sealing key by its id: raw private key, 32 bytes. */
  readonly seal: ReadonlyMap<string, Uint8Array>;
}

/** The private key that signs documents. */
export interface CertifyKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** Reads a service's keys from where `readSecret` finds them. Throws KeyFileFault. */
export function readServiceKeys(place: string): ServiceKeys {
  return serviceKeys(readKeys(place));
}

/** Makes the keys of a file's content ready for use. */
export function serviceKeys({ service, keys }: ServiceKeysFile): ServiceKeys {
  const [newest, ...older] = keys.filter(({ use }) => use === 'sign').toReversed();
  const seal = keys.filter(({ use }) => use === 'seal');
  if (!newest || seal.length === 0) throw new KeyFileFault(`the keys of ${service} lack a signing or a sealing key`);
  return {
    service,
    sign: [signingKey(newest), ...older.map(signingKey)],
    seal: new Map(seal.map(({ kid, privateKey }) => [kid, Buffer.from(privateKey, 'base64url')])),
  };
}

function signingKey(key: SecretKey): SigningKey {
  return { kid: key.kid, key: privateKeyOf(key) };
}

/** Refuses keys of another service, and keys that the directory does not list: nobody would believe them. Throws KeyFileFault. */
export function checkKeys(me: Address, { service, sign, seal }: ServiceKeys, directory: Directory): void {
  if (service !== me.service) throw new KeyFileFault(`these are the letter keys of ${service}, not of ${me.service}`);
  if (!sign.some(({ kid }) => directory.lists(me, 'sign', kid))) {
    throw new KeyFileFault(`the directory does not list the signing key ${sign[0].kid} for ${addressPath(me)}`);
  }
  if (![...seal.keys()].some((kid) => directory.lists(me, 'seal', kid))) {
    throw new KeyFileFault(`the directory lists none of these sealing keys for ${addressPath(me)}`);
  }
}

/** Reads the key that signs documents from where `readSecret` finds it. Throws KeyFileFault. */
export function readCertifyKey(place: string): CertifyKey {
  return certifyKey(readKeys(place));
}

/** Makes the certify key of a file's content ready for use. */
export function certifyKey({ keys }: ServiceKeysFile): CertifyKey {
  const certify = keys.findLast(({ use }) => use === 'certify');
  if (!certify) throw new KeyFileFault('this file holds no certify key');
  return { kid: certify.kid, key: privateKeyOf(certify) };
}

function readKeys(place: string): ServiceKeysFile {
  const text = readSecret(place);
  try {
    return ServiceKeysFile.parse(JSON.parse(text));
  } catch {
    throw new KeyFileFault(`${place} is not a file of keys`);
  }
}
