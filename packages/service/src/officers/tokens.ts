import { createHash } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { BureauCode, type Officer, PlainText, PointCode, type Role, roles } from '@yidi/domain';
import { Problem } from '../problem/problem.js';

const CACHED_TOKENS = 2000;
const CLOCK_TOLERANCE_SECONDS = 5;
const DISCOVERY_TIMEOUT_MS = 3000;
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
/** RFC 9068, and what older providers write; never an id token, whose audience is the client. */
const TOKEN_TYPES = new Set(['at+jwt', 'application/at+jwt', 'jwt', undefined]);
const known: ReadonlySet<string> = new Set(roles);

/** As records and letters will name the officer: nothing to trim away, nothing that no text of the office has. */
const named = (longest: number) => z.string().refine((text) => PlainText(1, longest).safeParse(text).data === text);

const Claims = z
  .object({
    sub: named(64),
    name: named(50),
    bureau: BureauCode,
    point: PointCode,
    roles: z.array(z.string()).max(50),
    in_post: z.boolean(),
    exp: z.number(),
  })
  .refine(({ bureau, point }) => point.startsWith(bureau));

interface Verified {
  readonly officer: Officer;
  readonly expiresAt: number;
}

/** Checks access tokens against the sign-in provider's keys; a token that was good is remembered until it expires. */
export class Tokens {
  private keys: Promise<JWTVerifyGetKey> | undefined;
  private readonly verified = new Map<string, Verified>();

  constructor(private readonly provider: { readonly issuer: string; readonly audience: string }) {}

  /** The officer a token names. Throws NOT_SIGNED_IN, or TRY_AGAIN when the provider's keys cannot be had. */
  async officer(token: string): Promise<Officer> {
    const hash = createHash('sha256').update(token).digest('base64');
    const before = this.verified.get(hash);
    if (before !== undefined) {
      if (before.expiresAt > Date.now()) return before.officer;
      this.verified.delete(hash);
    }
    const fresh = toVerified(await this.verify(token));
    this.remember(hash, fresh);
    return fresh.officer;
  }

  private async verify(token: string): Promise<JWTPayload> {
    const keys = await this.providerKeys();
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        ...this.provider,
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      if (!TOKEN_TYPES.has(protectedHeader.typ?.toLowerCase())) throw notSignedIn();
      return payload;
    } catch (error) {
      throw error instanceof Problem ? error : notSignedIn();
    }
  }

  private providerKeys(): Promise<JWTVerifyGetKey> {
    this.keys ??= discover(this.provider.issuer).catch(() => {
      this.keys = undefined;
      throw providerAway();
    });
    return this.keys;
  }

  private remember(hash: string, verified: Verified): void {
    if (this.verified.size >= CACHED_TOKENS) {
      const [oldest] = this.verified.keys();
      if (oldest !== undefined) this.verified.delete(oldest);
    }
    this.verified.set(hash, verified);
  }
}

function notSignedIn(): Problem {
  return new Problem('NOT_SIGNED_IN', {
    headers: { 'www-authenticate': 'Bearer realm="yidi", error="invalid_token"' },
  });
}

function providerAway(): Problem {
  return new Problem('TRY_AGAIN', { headers: { 'retry-after': '5' } });
}

/** The provider's keys. A token that names none of them is to blame itself; for anything else the provider is away. */
async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS),
  });
  const { jwks_uri } = z.object({ jwks_uri: z.url() }).parse(await answer.json());
  const keys = createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: DISCOVERY_TIMEOUT_MS, cooldownDuration: 5000 });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      throw error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JOSENotSupported
        ? error
        : providerAway();
    }
  };
}

function toVerified(payload: JWTPayload): Verified {
  const claims = Claims.safeParse(payload);
  if (!claims.success) throw notSignedIn();
  const { sub: id, name, bureau, point, in_post: inPost, exp } = claims.data;
  const officer: Officer = { id, name, bureau, point, roles: claims.data.roles.filter(isRole), inPost };
  return { officer, expiresAt: exp * 1000 };
}

function isRole(role: string): role is Role {
  return known.has(role);
}
