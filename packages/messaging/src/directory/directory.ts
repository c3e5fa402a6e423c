import { sign, verify, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Address } from '../letter.js';
import { DirectoryKey, privateKeyOf, publicKeyOf, type KeyUse, type SecretKey } from './keys.js';

/** One bureau in the directory. What is not messaging's stands in `about`, read by the services' own schemas. */
export const DirectoryEntry = z.object({
  bureau: z.string().regex(/^\d{6}$/),
  keys: z.array(DirectoryKey),
  protocols: z.array(z.int()).min(1),
  about: z.record(z.string(), z.unknown()),
});
export type DirectoryEntry = z.infer<typeof DirectoryEntry>;

const SignedContent = z.object({
  number: z.int().positive(),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  entries: z.array(DirectoryEntry),
});

const SignedFile = z.object({ protected: z.string(), payload: z.string(), signature: z.string() });

const header = Buffer.from('{"alg":"EdDSA","typ":"yidi-directory+jws"}').toString('base64url');
const day = 24 * 3600 * 1000;
/** An expired directory is used this much longer, with an alarm. */
const GRACE = 7 * day;
/** A letter signed in time is believed this long after its key has run out: as long as Kafka keeps it. */
const BELIEVED_LATE = 30 * day;

/** Why a directory is not used. */
export class DirectoryFault extends Error {
  override readonly name = 'DirectoryFault';
}

/** The text of a directory file: a flattened JWS (RFC 7515) signed with Ed25519. */
export function signDirectory(
  entries: readonly DirectoryEntry[],
  authority: SecretKey,
  { number, issuedAt, expiresAt }: { number: number; issuedAt?: Date; expiresAt: Date },
): string {
  const content = SignedContent.parse({
    number,
    issuedAt: (issuedAt ?? new Date()).toISOString(),
    expiresAt: expiresAt.toISOString(),
    entries,
  });
  const payload = Buffer.from(JSON.stringify(content)).toString('base64url');
  const signature = sign(null, Buffer.from(`${header}.${payload}`), privateKeyOf(authority)).toString('base64url');
  return JSON.stringify({ protected: header, payload, signature });
}

/** Who the bureaus are and which keys are theirs, as the national authority signed it. */
export class Directory {
  readonly #entries: ReadonlyMap<string, DirectoryEntry>;
  readonly #keys = new Map<string, KeyObject>();

  private constructor(
    readonly number: number,
    readonly expiresAt: Date,
    entries: readonly DirectoryEntry[],
  ) {
    this.#entries = new Map(entries.map((entry) => [entry.bureau, entry]));
  }

  /** Reads a signed directory file; authorityKey is the authority's raw public key in base64url. */
  static read(file: string, authorityKey: string, now: Date, atLeast = 0): Directory {
    return Directory.parse(readFileSync(file, 'utf8'), authorityKey, now, atLeast);
  }

  /** A directory that the authority signed, that is not out of grace and not older than number `atLeast`. */
  static parse(text: string, authorityKey: string, now: Date, atLeast = 0): Directory {
    const content = verified(text, authorityKey);
    if (content.number < atLeast) throw new DirectoryFault(`directory ${content.number} is older than ${atLeast}`);
    const expiresAt = new Date(content.expiresAt);
    if (now.getTime() > expiresAt.getTime() + GRACE) {
      throw new DirectoryFault(`directory ${content.number} ran out at ${content.expiresAt} and is out of grace`);
    }
    return new Directory(content.number, expiresAt, content.entries);
  }

  /** Whether it has run out and is used in its time of grace only. */
  stale(now: Date): boolean {
    return now > this.expiresAt;
  }

  bureau(code: string): DirectoryEntry | undefined {
    return this.#entries.get(code);
  }

  bureaus(): DirectoryEntry[] {
    return [...this.#entries.values()];
  }

  /** The service's signing key of this id, if it is valid at this time. */
  signingKey(bureau: string, service: string, kid: string, at: Date): KeyObject | undefined {
    const key = this.#find(bureau, service, 'sign', kid);
    return key && validAt(key, at) ? this.#keyObject(key) : undefined;
  }

  /** The key by which a letter dated `signedAt` is believed `now`: valid now, or run out since while the letter lay in Kafka; never a revoked one. */
  believedKey(bureau: string, service: string, kid: string, { signedAt, now }: { signedAt: Date; now: Date }) {
    const key = this.#find(bureau, service, 'sign', kid);
    if (!key || revokedAt(key, now)) return undefined;
    const late = validAt(key, signedAt) && now.getTime() <= Date.parse(key.notAfter) + BELIEVED_LATE;
    return validAt(key, now) || late ? this.#keyObject(key) : undefined;
  }

  /** The key that signed a document of this bureau at this time, if it was valid then. */
  certifyKey(bureau: string, kid: string, at: Date): KeyObject | undefined {
    const key = this.#find(bureau, 'certify', 'certify', kid);
    return key && validAt(key, at) ? this.#keyObject(key) : undefined;
  }

  /** The newest valid sealing key of a service: raw, 32 bytes. */
  sealingKey(bureau: string, service: string, at: Date): { kid: string; publicKey: Uint8Array } | undefined {
    const newest = this.bureau(bureau)
      ?.keys.filter((key) => key.service === service && key.use === 'seal' && validAt(key, at))
      .reduce<DirectoryKey | undefined>(
        (best, key) => (best && best.notBefore > key.notBefore ? best : key),
        undefined,
      );
    return newest && { kid: newest.kid, publicKey: Buffer.from(newest.publicKey, 'base64url') };
  }

  /** Whether the bureau has this service at all. */
  knows(bureau: string, service: string): boolean {
    return this.bureau(bureau)?.keys.some((key) => key.service === service && key.use === 'seal') ?? false;
  }

  /** Whether it lists this key for this service, valid or not. */
  lists({ bureau, service }: Address, use: KeyUse, kid: string): boolean {
    return this.#find(bureau, service, use, kid) !== undefined;
  }

  #find(bureau: string, service: string, use: KeyUse, kid: string): DirectoryKey | undefined {
    return this.bureau(bureau)?.keys.find((key) => key.kid === kid && key.service === service && key.use === use);
  }

  #keyObject({ publicKey }: DirectoryKey): KeyObject {
    const known = this.#keys.get(publicKey) ?? publicKeyOf(publicKey);
    this.#keys.set(publicKey, known);
    return known;
  }
}

function verified(text: string, authorityKey: string): z.infer<typeof SignedContent> {
  let file: z.infer<typeof SignedFile>;
  try {
    file = SignedFile.parse(JSON.parse(text));
  } catch {
    throw new DirectoryFault('this is not a directory file');
  }
  const signed = Buffer.from(`${file.protected}.${file.payload}`);
  const signature = Buffer.from(file.signature, 'base64url');
  if (file.protected !== header || !verify(null, signed, publicKeyOf(authorityKey), signature)) {
    throw new DirectoryFault('the directory is not signed by the authority');
  }
  const content = SignedContent.safeParse(JSON.parse(Buffer.from(file.payload, 'base64url').toString('utf8')));
  if (!content.success) throw new DirectoryFault('the directory is signed, but not in a form that is known here');
  return content.data;
}

function revokedAt(key: DirectoryKey, at: Date): boolean {
  return key.revokedAt !== undefined && Date.parse(key.revokedAt) <= at.getTime();
}

function validAt(key: DirectoryKey, at: Date): boolean {
  return Date.parse(key.notBefore) <= at.getTime() && at.getTime() <= Date.parse(key.notAfter) && !revokedAt(key, at);
}
