import { calculateJwkThumbprint, CompactSign } from 'jose';
import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { CitizenNumber } from '../registry/person.js';

/** A record of bad credit: it counts up to and including its last day. */
export const CreditRecord = z.strictObject({
  recordId: z.uuid(),
  citizenNumber: CitizenNumber,
  reason: z.string().min(1).max(200),
  validUntil: z.iso.date(),
});
export type CreditRecord = z.infer<typeof CreditRecord>;

/** What the platform pushes, as the payload of a compact JWS: an empty batch says that the feed is alive. */
export const CreditBatch = z.strictObject({
  batchId: z.uuid(),
  number: z.int().min(1).describe('rises from batch to batch; gaps mean nothing'),
  issuedAt: z.iso.datetime(),
  additions: z.array(CreditRecord),
  withdrawals: z.array(z.uuid()).describe('record ids that count no longer'),
});
export type CreditBatch = z.infer<typeof CreditBatch>;

/** The platform's Ed25519 key pair. */
export class SigningKey {
  private constructor(
    private readonly key: KeyObject,
    readonly kid: string,
    readonly publicJwk: { kty: string; crv: string; x: string },
  ) {}

  /** The private half, to be kept. */
  static generate(): JsonWebKey {
    const { privateKey } = generateKeyPairSync('ed25519');
    // NOTE: Node 20 stands still for ever when rubbish is collected while a key just generated is exported as JWK: it is read back first.
    return createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })).export({ format: 'jwk' });
  }

  static async of(privateJwk: JsonWebKey): Promise<SigningKey> {
    const key = createPrivateKey({ key: privateJwk, format: 'jwk' });
    const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
    const publicJwk = { kty: 'OKP', crv: 'Ed25519', x };
    return new SigningKey(key, await calculateJwkThumbprint(publicJwk), publicJwk);
  }

  /** The batch as a compact JWS. */
  sign(batch: CreditBatch): Promise<string> {
    return new CompactSign(new TextEncoder().encode(JSON.stringify(batch)))
      .setProtectedHeader({ alg: 'EdDSA', kid: this.kid, typ: 'credit-batch' })
      .sign(this.key);
  }
}
