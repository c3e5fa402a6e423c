import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
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
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA', use: 'sig' };
  let issuer = '';
  const server: Server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/jwks' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/jwks` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const claims = ({ id, bureau, roles, name, point, inPost }: TestOfficer): JWTPayload => ({
    sub: id,
    name: name ?? '王建国',
    bureau,
    point: point ?? `${bureau}001`,
    roles: [...roles],
    in_post: inPost ?? true,
  });
  return {
    issuer,
    token: (officer: TestOfficer): Promise<string> =>
      new SignJWT(claims(officer))
        .setProtectedHeader({ alg: 'EdDSA', kid: 'test', typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience('yidi')
        .setIssuedAt()
        .setExpirationTime('30m')
        .sign(privateKey),
    stop: (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
