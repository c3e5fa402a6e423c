import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JWTPayload, SignJWT } from 'jose';
import { rawPublicKey } from '@yidi/messaging';
import type { Role } from '@yidi/domain';

/** Who a token of a test is for. */
export interface TestOfficer {
  readonly id: string;
  readonly bureau: string;
  readonly roles: readonly Role[];
  readonly name?: string;
  readonly point?: string;
  readonly inPost?: boolean;
}

/** A sign-in provider on a free port, and the tokens it would give. */
export async function aProvider() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: rawPublicKey(publicKey), kid: 'test', alg: 'EdDSA', use: 'sig' };
  let issuer = '';
  const server: Server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/jwks' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/jwks` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  /** A token as it should be, or with anything about it wrong. */
  const sign = (
    claims: JWTPayload,
    odd: { key?: Parameters<SignJWT['sign']>[0]; typ?: string; expires?: string } = {},
  ) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', kid: 'test', typ: odd.typ ?? 'at+jwt' })
      .setIssuer(claims.iss ?? issuer)
      .setAudience(claims.aud ?? 'yidi')
      .setIssuedAt()
      .setExpirationTime(odd.expires ?? '30m')
      .sign(odd.key ?? privateKey);
  return {
    issuer,
    sign,
    token: (officer: TestOfficer): Promise<string> => sign(claimsOf(officer)),
    stop: (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The claims of an officer's access token. */
export function claimsOf({ id, bureau, roles, name, point, inPost }: TestOfficer): JWTPayload {
  return {
    sub: id,
    name: name ?? '王建国',
    bureau,
    point: point ?? `${bureau}001`,
    roles: [...roles],
    in_post: inPost ?? true,
  };
}
