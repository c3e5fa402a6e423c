import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Keys = z.object({
  signing: z.object({ kty: z.literal('RSA'), kid: z.string(), alg: z.literal('RS256'), use: z.literal('sig') }).loose(),
  cookies: z.string(),
});

/** The identity provider's own secrets. */
export type IdentityKeys = z.infer<typeof Keys>;

/** The keys in this file, made on the first start so that tokens outlive a restart. */
export function keysIn(file: string): IdentityKeys {
  if (existsSync(file)) return Keys.parse(JSON.parse(readFileSync(file, 'utf8')));
  const keys = newKeys();
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

/** Fresh keys, for a provider that lives no longer than a test. */
export function newKeys(): IdentityKeys {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  // NOTE: Node 20 stands still for ever when rubbish is collected while a key just generated is exported as JWK: it is read back first.
  const jwk = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })).export({ format: 'jwk' });
  return Keys.parse({
    signing: { ...jwk, kid: randomUUID(), alg: 'RS256', use: 'sig' },
    cookies: randomBytes(32).toString('base64url'),
  });
}
