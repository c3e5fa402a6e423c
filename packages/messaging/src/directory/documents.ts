import { type KeyObject, sign, verify } from 'node:crypto';
import type { CertifyKey } from './service-keys.js';

const purpose = Buffer.from('yidi-document-1\0');

/** Signs the bytes of a document: Ed25519 over the purpose `yidi-document-1`, a zero byte and the bytes. */
export function signDocument(bytes: Uint8Array, key: CertifyKey): { kid: string; signature: string } {
  return { kid: key.kid, signature: sign(null, Buffer.concat([purpose, bytes]), key.key).toString('base64url') };
}

/** Whether the signature (base64url) over these bytes was made with the private half of this key. */
export function verifyDocument(bytes: Uint8Array, signature: string, publicKey: KeyObject): boolean {
  return verify(null, Buffer.concat([purpose, bytes]), publicKey, Buffer.from(signature, 'base64url'));
}
