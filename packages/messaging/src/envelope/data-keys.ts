import { randomBytes } from 'node:crypto';
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke';

/** Suite 1 (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base mode. */
export const suite1 = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);

/** Length of a sealed data key: the encapsulated secret (32) and the key under AES-256-GCM (32 + 16). */
export const SEALED_KEY_BYTES = 80;

const KEY_LIFE = 10 * 60 * 1000;
const KEY_LETTERS = 2 ** 20;
const OPENED_KEYS = 20_000;

/** A data key and its form sealed for one reader. */
export interface DataKey {
  readonly key: Buffer;
  readonly sealed: Buffer;
}

interface KeptKey extends DataKey {
  readonly until: number;
  left: number;
}

/** The data keys that a sender uses, one per reader, each for ten minutes or 2^20 letters. */
export class SealingKeys {
  readonly #kept = new Map<string, KeptKey>();

  /** `context` names sender, reader and the reader's key id; the sealed key opens under no other. */
  async forReader(publicKey: Uint8Array, context: string): Promise<DataKey> {
    const kept = this.#kept.get(context);
    if (kept && kept.left > 0 && kept.until > performance.now()) {
      kept.left--;
      return kept;
    }
    const key = randomBytes(32);
    const info = Buffer.from(context);
    const reader = await suite1.DeserializePublicKey(publicKey);
    const { encapsulatedSecret, ciphertext } = await suite1.Seal(reader, key, { info });
    const sealed = Buffer.concat([encapsulatedSecret, ciphertext]);
    const fresh = { key, sealed, until: performance.now() + KEY_LIFE, left: KEY_LETTERS - 1 };
    this.#kept.set(context, fresh);
    return fresh;
  }
}

/** The data keys that a reader has opened, the oldest forgotten first. */
export class OpenedKeys {
  readonly #opened = new Map<string, Buffer>();

  /** Throws if the sealed key was not made for this private key and context. */
  async open(privateKey: Uint8Array, sealed: Buffer, context: string): Promise<Buffer> {
    const name = `${context} ${sealed.toString('base64')}`;
    const known = this.#opened.get(name);
    if (known) return known;
    const reader = await suite1.DeserializePrivateKey(privateKey, true);
    const info = Buffer.from(context);
    const key = Buffer.from(await suite1.Open(reader, sealed.subarray(0, 32), sealed.subarray(32), { info }));
    if (this.#opened.size >= OPENED_KEYS) this.#opened.delete(this.#opened.keys().next().value ?? '');
    this.#opened.set(name, key);
    return key;
  }
}
