import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { AtRest } from '../src/options.js';

const key = randomBytes(32);

/** AES-256-GCM under a key of this run, bound to the context. */
export const testAtRest: AtRest = {
  seal(plain, context) {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  open(sealed, context) {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  },
};
