import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { IdentityKeys } from './keys.js';
import type { OfficerClaims } from './officers.js';

/** The audience of every access token for the services. */
export const audience = 'yidi';

/** How long an officer's token lasts: a shift. */
export const tokenSeconds = 8 * 3600;

/** What a test may bend in a token. */
export interface Bend {
  readonly expiresIn?: number;
  readonly audience?: string;
}

/** An access token for these claims, signed as the provider signs. */
export async function mintWith(
  keys: IdentityKeys,
  issuer: string,
  claims: OfficerClaims,
  bend: Bend = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ ...claims, client_id: 'yidi-dev' })
    .setProtectedHeader({ alg: keys.signing.alg, kid: keys.signing.kid, typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(bend.audience ?? audience)
    .setSubject(claims.sub)
    .setIssuedAt(now)
    .setExpirationTime(now + (bend.expiresIn ?? tokenSeconds))
    .setJti(randomUUID())
    .sign(await importJWK(keys.signing, keys.signing.alg));
}
