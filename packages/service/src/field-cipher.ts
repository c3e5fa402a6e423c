import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { type AtRest, fewRandomBytes } from '@yidi/messaging';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const GROUP_OR_WORLD = 0o077;

const key = z.base64().refine((text) => Buffer.from(text, 'base64').length === KEY_BYTES, 'must be 32 bytes in base64');

/** Content of FIELD_KEYS_FILE: old keys stay listed as long as a value sealed with them exists. */
export const FieldKeys = z
  .object({
    current: z.string(),
    keys: z.record(z.string().regex(/^[A-Za-z0-9._-]{1,32}$/), key),
    index: key,
  })
  .refine((file) => file.keys[file.current] !== undefined, 'current must be one of the keys');
export type FieldKeys = z.infer<typeof FieldKeys>;

/** A value that cannot be opened: altered, moved to another row or column, or sealed with a key we do not have. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/**
 * Personal columns at rest: AES-256-GCM, the key's id inside the value, the row and column as additional data.
 * Value: length of key id (1) · key id · nonce (12) · ciphertext · tag (16).
 */
export class FieldCipher implements AtRest {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly header: Buffer;
  private readonly current: Buffer;
  private readonly index: Buffer;

  constructor(file: FieldKeys) {
    this.keys = new Map(Object.entries(file.keys).map(([id, text]) => [id, Buffer.from(text, 'base64')]));
    this.current = this.key(file.current);
    this.header = Buffer.concat([Buffer.of(file.current.length), Buffer.from(file.current, 'ascii')]);
    this.index = Buffer.from(file.index, 'base64');
  }

  /** Keys for a service that has no data yet. */
  static newKeys(): FieldKeys {
    const fresh = (): string => randomBytes(KEY_BYTES).toString('base64');
    return { current: 'k1', keys: { k1: fresh() }, index: fresh() };
  }

  /** Reads the key file; others than its owner must not be able to (refused in production, said in development). */
  static read(
    file: string,
    options: { mode: 'development' | 'production'; warn: (message: string) => void },
  ): FieldCipher {
    if ((statSync(file).mode & GROUP_OR_WORLD) !== 0) {
      const fault = `${file} can be read by others than its owner: chmod 600`;
      if (options.mode === 'production') throw new Error(fault);
      options.warn(fault);
    }
    const parsed = FieldKeys.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.success) throw new Error(`${file}: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`);
    return new FieldCipher(parsed.data);
  }

  /** `context` names the row and column, e.g. `applications.form.<row id>`: a value copied elsewhere does not open. */
  seal(plain: Uint8Array, context: string): Buffer {
    const nonce = fewRandomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.current, nonce).setAAD(Buffer.from(context, 'utf8'));
    return Buffer.concat([this.header, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  open(sealed: Uint8Array, context: string): Buffer {
    const value = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const nonceAt = 1 + (value[0] ?? 0);
    if (value.length < nonceAt + NONCE_BYTES + TAG_BYTES) throw new SealBroken('sealed value too short');
    const key = this.key(value.toString('ascii', 1, nonceAt));
    const textAt = nonceAt + NONCE_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', key, value.subarray(nonceAt, textAt), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(context, 'utf8'))
      .setAuthTag(value.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(value.subarray(textAt, -TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new SealBroken(`a sealed value does not open as ${context}`, { cause });
    }
  }

  sealText(text: string, context: string): Buffer {
    return this.seal(Buffer.from(text, 'utf8'), context);
  }

  openText(sealed: Uint8Array, context: string): string {
    return this.open(sealed, context).toString('utf8');
  }

  sealJson(value: unknown, context: string): Buffer {
    return this.sealText(JSON.stringify(value), context);
  }

  /** Opens JSON and checks it against the schema of the column. */
  openJson<S extends z.ZodType>(sealed: Uint8Array, context: string, schema: S): z.infer<S> {
    return schema.parse(JSON.parse(this.openText(sealed, context)));
  }

  /** Equal values of one kind have equal indexes; nothing else can be learnt without the key. */
  blindIndex(kind: string, value: string): Buffer {
    return createHmac('sha256', this.index).update(kind).update('\0').update(value).digest();
  }

  private key(id: string): Buffer {
    const found = this.keys.get(id);
    if (!found) throw new SealBroken('sealed with a key that is not in the key file');
    return found;
  }
}
