import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';

const nonceBytes = 12;
const tagBytes = 16;
const groupOrWorld = 0o077;

const Keys = z
  .object({
    current: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/),
    keys: z.record(
      z.string(),
      z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64'),
    ),
  })
  .refine(({ current, keys }) => keys[current] !== undefined, 'current must be one of the keys');

/** Seals officers' tokens, and what they type, for the database and for a cookie (AES-256-GCM); old keys open what they sealed. */
export class Seal {
  private readonly keys: ReadonlyMap<string, Buffer>;

  constructor(private readonly file: z.infer<typeof Keys>) {
    this.keys = new Map(Object.entries(file.keys).map(([id, text]) => [id, Buffer.from(text, 'base64')]));
  }

  /** Reads the key file, which nobody but its owner may read in production. */
  static read(file: string, mode: 'development' | 'production'): Seal {
    if (mode === 'production' && (statSync(file).mode & groupOrWorld) !== 0) {
      throw new Error(`${file} can be read by others than its owner: chmod 600`);
    }
    return new Seal(Keys.parse(JSON.parse(readFileSync(file, 'utf8'))));
  }

  /** `context` says what the value is and whose: opened as anything else it does not open. */
  seal(value: unknown, context: string): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.key(this.file.current), nonce).setAAD(Buffer.from(context));
    const text = Buffer.concat([nonce, cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return `${this.file.current}.${Buffer.concat([text, cipher.getAuthTag()]).toString('base64url')}`;
  }

  /** The value as its schema has it; undefined where it was not sealed by us for this. */
  open<S extends z.ZodType>(sealed: string, context: string, schema: S): z.infer<S> | undefined {
    const [id = '', text = ''] = sealed.split('.');
    const bytes = Buffer.from(text, 'base64url');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key(id), bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(-tagBytes));
      const plain = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
      return schema.parse(JSON.parse(plain.toString('utf8')));
    } catch {
      return undefined;
    }
  }

  private key(id: string): Buffer {
    const key = this.keys.get(id);
    if (!key) throw new Error('sealed with a key that is not in the key file');
    return key;
  }
}
