import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { aDatabase, aProvider, claimsOf } from '../src/testing/index.js';
import { expectProblem } from './asking.js';
import { aService, migrations } from './bureau.js';
import { DeskController } from './desk.js';

const clerkOfHere = { id: '990101-clerk-1', bureau: '990101', roles: ['clerk'] } as const;
const claims = claimsOf(clerkOfHere);

const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('who is let in', () => {
  let database: Awaited<ReturnType<typeof aDatabase>>;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  let service: Awaited<ReturnType<typeof aService>>;
  let clerk: string;

  beforeAll(async () => {
    database = await aDatabase(migrations);
    provider = await aProvider();
    service = await aService([DeskController], { appUrl: database.appUrl, issuer: provider.issuer });
    clerk = await provider.token(clerkOfHere);
  });
  afterAll(async () => {
    await service?.stop();
    await provider?.stop();
    await database?.drop();
  });

  const call = (path: string, init: RequestInit & { token?: string | undefined } = {}) => {
    const { token, headers, ...rest } = { token: clerk, ...init };
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return fetch(service.url + path, {
      ...rest,
      headers: { ...authorization, ...(headers as Record<string, string>) },
    });
  };
  const json = { 'content-type': 'application/json', 'idempotency-key': 'bad-input-1' };

  it('given an officer with the role, then the route sees who it is', async () => {
    const answer = await call('/api/v1/cases/me');

    expect(await answer.json()).toEqual({
      id: '990101-clerk-1',
      name: '王建国',
      bureau: '990101',
      point: '990101001',
      roles: ['clerk'],
      inPost: true,
    });
  });

  it.each<[string, () => Promise<string | undefined> | string | undefined]>([
    ['no token', () => undefined],
    ['a word', () => 'token'],
    ['a token whose key id is no text', () => `${segment({ alg: 'EdDSA', kid: 5 })}.${segment(claims)}.c2ln`],
    ['a token by a key that nobody has', () => `${segment({ alg: 'EdDSA', kid: 'gone' })}.${segment(claims)}.c2ln`],
    ['a token of bytes', () => '\u00ff.\u00fe.\u00fd'],
    ['an expired token', () => provider.sign(claims, { expires: '1 hour ago' })],
    ['a token of another audience', () => provider.sign({ ...claims, aud: 'yidi-console' })],
    ['a token of another issuer', () => provider.sign({ ...claims, iss: 'http://127.0.0.1:9' })],
    [
      'a token signed by another key',
      async () => provider.sign(claims, { key: (await generateKeyPair('EdDSA')).privateKey }),
    ],
    ['a token of another type', () => provider.sign(claims, { typ: 'logout+jwt' })],
    ['a token without its officer', () => provider.sign({ ...claims, bureau: '99' })],
    ["a point of another bureau's", () => provider.sign({ ...claims, point: '990202001' })],
    ['an officer whose id has a NUL', () => provider.sign({ ...claims, sub: '990101\0clerk' })],
    ['an officer whose id would be trimmed', () => provider.sign({ ...claims, sub: ' 990101-clerk-1' })],
    ['an officer whose name has half a character', () => provider.sign({ ...claims, name: '王\ud800' })],
    ['an officer whose name turns the direction of text', () => provider.sign({ ...claims, name: '王\u202e国' })],
    [
      'a token without signature',
      () =>
        new UnsecuredJWT({ sub: 'x' }).setIssuer(provider.issuer).setAudience('yidi').setExpirationTime('1h').encode(),
    ],
    [
      'a token signed with the public key as a secret',
      () =>
        new SignJWT({ sub: 'x' })
          .setProtectedHeader({ alg: 'HS256', kid: 'test' })
          .setIssuer(provider.issuer)
          .setAudience('yidi')
          .setExpirationTime('1h')
          .sign(Buffer.alloc(32, 1)),
    ],
  ])('given %s, then NOT_SIGNED_IN', async (_, token) => {
    const answer = await call('/api/v1/cases/me', { token: await token() });

    await expectProblem(answer, 401, 'NOT_SIGNED_IN');
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });

  it('given an officer of another bureau, then WRONG_BUREAU', async () => {
    const token = await provider.sign({ ...claims, bureau: '990202', point: '990202001' });
    await expectProblem(await call('/api/v1/cases/me', { token }), 403, 'WRONG_BUREAU');
  });

  it('given another role, then NOT_ALLOWED', async () => {
    const token = await provider.sign({ ...claims, roles: ['maker', 'no-such-role'] });
    await expectProblem(await call('/api/v1/cases/me', { token }), 403, 'NOT_ALLOWED');
  });

  it('given an officer not in post (辅警), when the act needs one, then NOT_ALLOWED', async () => {
    const token = await provider.sign({ ...claims, roles: ['accepting-officer'], in_post: false });
    const headers = { ...json, 'if-match': '"3"' };
    await expectProblem(
      await call('/api/v1/cases/1/accept', { method: 'POST', body: '{}', headers, token }),
      403,
      'NOT_ALLOWED',
    );
  });

  it('given a route that names nobody, then nobody is let in', async () => {
    await expectProblem(await call('/api/v1/cases/forgotten'), 403, 'NOT_ALLOWED');
  });

  it('given the provider is away before its keys are known, then TRY_AGAIN, and a known token still works', async () => {
    const away = await aProvider();
    const token = await away.token(clerkOfHere);
    const other = await aService([DeskController], { appUrl: database.appUrl, issuer: away.issuer });
    await away.stop();
    const answer = await fetch(`${other.url}/api/v1/cases/me`, { headers: { authorization: `Bearer ${token}` } });

    await expectProblem(answer, 503, 'TRY_AGAIN');
    await other.stop();
  });
});
