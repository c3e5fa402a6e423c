import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** What a key may be used for. */
export const KeyUse = z.enum(['sign', 'seal', 'certify']);
export type KeyUse = z.infer<typeof KeyUse>;

/** A public key as the directory lists it: raw 32 bytes in base64url, Ed25519 (sign, certify) or X25519 (seal). */
export const DirectoryKey = z.object({
  service: z.string().regex(/^[a-z][a-z-]{0,31}$/),
  kid: z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/),
  use: KeyUse,
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  revokedAt: z.iso.datetime().optional(),
});
export type DirectoryKey = z.infer<typeof DirectoryKey>;

/** A key pair as the file of its holder keeps it, raw in base64url. */
export const SecretKey = z.object({
  kid: DirectoryKey.shape.kid,
  use: KeyUse,
  publicKey: DirectoryKey.shape.publicKey,
  privateKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type SecretKey = z.infer<typeof SecretKey>;

/** Where a key is in its life: listed for later, in use, run out (believed for what was signed before), or revoked. */
export type KeyState = 'coming' | 'active' | 'retired' | 'revoked';

/** The state of a listed key at this time; a revocation counts from its moment on, whatever else is true. */
export function keyState({ notBefore, notAfter, revokedAt }: DirectoryKey, at: Date): KeyState {
  if (revokedAt !== undefined && Date.parse(revokedAt) <= at.getTime()) return 'revoked';
  if (at.getTime() < Date.parse(notBefore)) return 'coming';
  return at.getTime() <= Date.parse(notAfter) ? 'active' : 'retired';
}

type Curve = 'Ed25519' | 'X25519';

/** A new key pair with a key id that says its use. */
export function generateKey(use: KeyUse): SecretKey {
  const pair = use === 'seal' ? generateKeyPairSync('x25519') : generateKeyPairSync('ed25519');
  const privateKey = rawKey(pair.privateKey.export({ type: 'pkcs8', format: 'der' }));
  return { kid: `${use}-${randomBytes(6).toString('hex')}`, use, publicKey: rawPublicKey(pair.publicKey), privateKey };
}

/**
 * A public key of Ed25519 or X25519 as the directory lists it.
 * NOTE: Not by way of JWK: Node 20 stands still for ever when rubbish is collected while a key just generated is exported as JWK.
 */
export function rawPublicKey(key: KeyObject): string {
  return rawKey(key.export({ type: 'spki', format: 'der' }));
}

/** Both encodings end with the key's 32 bytes (RFC 8410). */
function rawKey(der: Buffer): string {
  return der.subarray(-32).toString('base64url');
}

/** The key object of a raw public key. */
export function publicKeyOf(raw: string, curve: Curve = 'Ed25519'): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: curve, x: raw }, format: 'jwk' });
}

/** The key object of a raw private key. */
export function privateKeyOf(key: Pick<SecretKey, 'publicKey' | 'privateKey'>, curve: Curve = 'Ed25519'): KeyObject {
  return createPrivateKey({ key: { kty: 'OKP', crv: curve, x: key.publicKey, d: key.privateKey }, format: 'jwk' });
}
