import { createCipheriv, createDecipheriv, createHash, sign, verify } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Directory } from '../directory/directory.js';
import type { ServiceKeys, SigningKey } from '../directory/service-keys.js';
import { type Address, addressPath, MAX_LETTER_BYTES } from '../letter.js';
import { fewRandomBytes } from '../random.js';
import { OpenedKeys, SEALED_KEY_BYTES, SealingKeys } from './data-keys.js';
import { type Cover, headerBytes, type Headers, lengthPrefixed, readHeaders, writeHeaders } from './headers.js';

/** A letter as a Kafka record carries it. */
export interface SealedLetter {
  readonly headers: Headers;
  readonly value: Buffer;
}

/** A letter opened and proven. */
export interface OpenedLetter extends Cover {
  readonly digest: Buffer;
  /** The frame with payload and bytes. */
  readonly content: Buffer;
  /** What the sender signed and the signature before it: shows anybody with the directory who wrote this. */
  readonly proof: Buffer;
}

/** Why a record is not taken for a letter. */
export type NotAuthenticReason =
  | 'headers'
  | 'not-for-here'
  | 'unknown-sender'
  | 'unknown-seal'
  | 'undecipherable'
  | 'signature'
  | 'unreadable'
  | 'same-id-other-content';

/** A record that proves no sender: quarantined, and it blocks nothing. */
export class NotAuthentic extends Error {
  override readonly name = 'NotAuthentic';
  constructor(readonly reason: NotAuthenticReason) {
    super(reason);
  }
}

/** The reader has no key in the directory that is valid now. */
export class NoSealingKey extends Error {
  override readonly name = 'NoSealingKey';
}

/** What an envelope asks the directory. */
export type KnownKeys = Pick<Directory, 'signingKey' | 'believedKey' | 'sealingKey'>;

/** None of the service's own signing keys is active in the directory: nobody would believe what it signs. */
export class NoSigningKey extends Error {
  override readonly name = 'NoSigningKey';
}

const SUITE = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SIGNATURE_BYTES = 64;
const PLAIN = 0;
const DEFLATED = 1;
/** Below this the processor time is worth more than the bytes: a tenth of a millisecond for 3 KB. */
const WORTH_DEFLATING = 16 * 1024;
const SAMPLE_BYTES = 1024;
/** Of 256 bytes; 1 KB of a photo has about 250, of words in any script below 150. */
const DENSE = 210;
/** A small window: to clear a large one costs more than a letter's words. */
const FAST = { level: 1, windowBits: 13, memLevel: 6 };
const SIGNED = Buffer.from('yidi-letter-1\0');
const DIGEST = Buffer.from('yidi-digest-1\0');
const MIN_VALUE_BYTES = 1 + SEALED_KEY_BYTES + NONCE_BYTES + SIGNATURE_BYTES + 1 + TAG_BYTES;

/** Signs and seals, opens and proves letters for one service: suite 1 of docs/letters.md. */
export class Envelope {
  readonly #sealing = new SealingKeys();
  readonly #opened = new OpenedKeys();

  constructor(
    readonly me: Address,
    private readonly keys: ServiceKeys,
    private readonly directory: KnownKeys,
  ) {}

  /** Signs as this service and seals for the reader. Throws NoSealingKey or NoSigningKey. */
  async seal(
    letter: Omit<Cover, 'from' | 'kidSign' | 'kidSeal'>,
    content: Buffer,
    now: Date,
  ): Promise<SealedLetter & { readonly digest: Buffer }> {
    const reader = this.directory.sealingKey(letter.to.bureau, letter.to.service, now);
    if (!reader) throw new NoSealingKey(`no sealing key of ${addressPath(letter.to)} is valid now`);
    const signer = this.#signer(now);
    const headers = writeHeaders({ ...letter, from: this.me, kidSign: signer.kid, kidSeal: reader.kid });
    const bound = headerBytes(headers);
    const signature = sign(null, signedBytes(bound, content), signer.key);
    const dataKey = await this.#sealing.forReader(reader.publicKey, keyContext(this.me, letter.to, reader.kid));
    const nonce = fewRandomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', dataKey.key, nonce);
    cipher.setAAD(bound);
    const packed = pack(content);
    const body = [cipher.update(signature), cipher.update(packed.flag), cipher.update(packed.content), cipher.final()];
    const value = Buffer.concat([Buffer.from([SUITE]), dataKey.sealed, nonce, ...body, cipher.getAuthTag()]);
    return { headers, value, digest: digestOf(headers, content) };
  }

  /** Opens a record for this service. Throws NotAuthentic. */
  async open({ headers, value }: SealedLetter, now: Date): Promise<OpenedLetter> {
    const cover = readHeaders(headers);
    if (!cover) throw new NotAuthentic('headers');
    if (cover.to.bureau !== this.me.bureau || cover.to.service !== this.me.service) {
      throw new NotAuthentic('not-for-here');
    }
    const signer = this.directory.believedKey(cover.from.bureau, cover.from.service, cover.kidSign, {
      signedAt: cover.time,
      now,
    });
    if (!signer) throw new NotAuthentic('unknown-sender');
    const privateKey = this.keys.seal.get(cover.kidSeal);
    if (!privateKey) throw new NotAuthentic('unknown-seal');
    const bound = headerBytes(headers);
    const plain = await this.#decipher(value, bound, privateKey, keyContext(cover.from, cover.to, cover.kidSeal));
    const content = unpack(plain.subarray(SIGNATURE_BYTES));
    const signature = plain.subarray(0, SIGNATURE_BYTES);
    const signed = signedBytes(bound, content);
    if (!verify(null, signed, signer, signature)) throw new NotAuthentic('signature');
    return { ...cover, digest: digestOf(headers, content), content, proof: Buffer.concat([signature, signed]) };
  }

  /** A newer key signs as soon as the directory lists it, and an older one until then. */
  #signer(now: Date): SigningKey {
    const { bureau, service } = this.me;
    const active = this.keys.sign.find(({ kid }) => this.directory.signingKey(bureau, service, kid, now));
    if (!active) throw new NoSigningKey(`none of the signing keys of ${addressPath(this.me)} is active`);
    return active;
  }

  async #decipher(value: Buffer, bound: Buffer, privateKey: Uint8Array, context: string): Promise<Buffer> {
    if (value.length < MIN_VALUE_BYTES || value[0] !== SUITE) throw new NotAuthentic('undecipherable');
    const body = 1 + SEALED_KEY_BYTES;
    try {
      const dataKey = await this.#opened.open(privateKey, value.subarray(1, body), context);
      const decipher = createDecipheriv('aes-256-gcm', dataKey, value.subarray(body, body + NONCE_BYTES));
      decipher.setAAD(bound);
      decipher.setAuthTag(value.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(value.subarray(body + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch {
      throw new NotAuthentic('undecipherable');
    }
  }
}

function keyContext(from: Address, to: Address, kid: string): string {
  return `yidi-key-1 ${addressPath(from)} ${addressPath(to)} ${kid}`;
}

function signedBytes(bound: Buffer, content: Buffer): Buffer {
  return Buffer.concat([SIGNED, bound, createHash('sha256').update(content).digest()]);
}

/** What makes it this letter, whatever key it is signed and sealed with. */
function digestOf(headers: Headers, content: Buffer): Buffer {
  const { ce_id, ce_type, ce_source, y_to, ce_subject, ce_time, y_stream, y_seq } = headers;
  const fields = lengthPrefixed([ce_id, ce_type, ce_source, y_to, ce_subject, ce_time, y_stream, y_seq]);
  return createHash('sha256').update(DIGEST).update(fields).update(content).digest();
}

/** The digest that the same letter has under another number. */
export function digestAs(letter: OpenedLetter, stream: string, seq: number): Buffer {
  return digestOf(writeHeaders({ ...letter, stream, seq }), letter.content);
}

function pack(content: Buffer): { flag: Buffer; content: Buffer } {
  const deflated = deflatedIfWorthIt(content);
  return deflated ? { flag: Buffer.from([DEFLATED]), content: deflated } : { flag: Buffer.from([PLAIN]), content };
}

/** In a long letter a sample from the end tells: photos and scans, which do not shrink, stand behind the payload. */
function deflatedIfWorthIt(content: Buffer): Buffer | undefined {
  if (content.length < WORTH_DEFLATING) return undefined;
  if (isDense(content.subarray(-SAMPLE_BYTES))) return undefined;
  const deflated = deflateRawSync(content, FAST);
  return deflated.length < content.length * 0.9 ? deflated : undefined;
}

/** Whether nearly every byte there is occurs: words use a part of them, what is compressed already uses all. */
function isDense(sample: Buffer): boolean {
  const seen = new Uint8Array(256);
  let different = 0;
  for (const byte of sample) {
    different += 1 - (seen[byte] ?? 0);
    seen[byte] = 1;
  }
  return different > DENSE;
}

function unpack(packed: Buffer): Buffer {
  const content = packed.subarray(1);
  if (packed[0] === PLAIN && content.length <= MAX_LETTER_BYTES) return content;
  if (packed[0] !== DEFLATED) throw new NotAuthentic('undecipherable');
  try {
    return inflateRawSync(content, { maxOutputLength: MAX_LETTER_BYTES });
  } catch {
    throw new NotAuthentic('undecipherable');
  }
}
