import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { aProvider } from '../src/testing/index.js';
import { aDeskWithClerk, claims, clerkOfHere, json } from './clerk.js';
import { expectProblem } from './asking.js';
import { aService } from './bureau.js';
import { DeskController } from './desk.js';

const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('who is let in', () => {
  let desk: Awaited<ReturnType<typeof aDeskWithClerk>>;

  beforeAll(async () => {
    desk = await aDeskWithClerk();
  });
  afterAll(() => desk?.stop());

  const call: typeof desk.call = (path, init) => desk.call(path, init);

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
    ['an expired token', () => desk.provider.sign(claims, { expires: '1 hour ago' })],
    ['a token of another audience', () => desk.provider.sign({ ...claims, aud: 'yidi-console' })],
    ['a token of another issuer', () => desk.provider.sign({ ...claims, iss: 'http://127.0.0.1:9' })],
    [
      'a token signed by another key',
      async () => desk.provider.sign(claims, { key: (await generateKeyPair('EdDSA')).privateKey }),
    ],
    ['a token of another type', () => desk.provider.sign(claims, { typ: 'logout+jwt' })],
    ['a token without its officer', () => desk.provider.sign({ ...claims, bureau: '99' })],
    ["a point of another bureau's", () => desk.provider.sign({ ...claims, point: '990202001' })],
    ['an officer whose id has a NUL', () => desk.provider.sign({ ...claims, sub: '990101\0clerk' })],
    ['an officer whose id would be trimmed', () => desk.provider.sign({ ...claims, sub: ' 990101-clerk-1' })],
    ['an officer whose name has half a character', () => desk.provider.sign({ ...claims, name: '王\ud800' })],
    ['an officer whose name turns the direction of text', () => desk.provider.sign({ ...claims, name: '王\u202e国' })],
    [
      'a token without signature',
      () =>
        new UnsecuredJWT({ sub: 'x' })
          .setIssuer(desk.provider.issuer)
          .setAudience('yidi')
          .setExpirationTime('1h')
          .encode(),
    ],
    [
      'a token signed with the public key as a secret',
      () =>
        new SignJWT({ sub: 'x' })
          .setProtectedHeader({ alg: 'HS256', kid: 'test' })
          .setIssuer(desk.provider.issuer)
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
    const token = await desk.provider.sign({ ...claims, bureau: '990202', point: '990202001' });
    await expectProblem(await call('/api/v1/cases/me', { token }), 403, 'WRONG_BUREAU');
  });

  it('given another role, then NOT_ALLOWED', async () => {
    const token = await desk.provider.sign({ ...claims, roles: ['maker', 'no-such-role'] });
    await expectProblem(await call('/api/v1/cases/me', { token }), 403, 'NOT_ALLOWED');
  });

  it('given an officer not in post (辅警), when the act needs one, then NOT_ALLOWED', async () => {
    const token = await desk.provider.sign({ ...claims, roles: ['accepting-officer'], in_post: false });
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
    const other = await aService([DeskController], { appUrl: desk.database.appUrl, issuer: away.issuer });
    await away.stop();
    const answer = await fetch(`${other.url}/api/v1/cases/me`, { headers: { authorization: `Bearer ${token}` } });

    await expectProblem(answer, 503, 'TRY_AGAIN');
    await other.stop();
  });
});
