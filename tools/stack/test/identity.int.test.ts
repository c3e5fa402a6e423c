import { createHash, randomBytes } from 'node:crypto';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { startIdentity } from '../src/identity/identity.js';
import type { Identity } from '../src/identity/identity.js';

describe('the identity provider of the local stack', () => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await startIdentity({}, {});
  });
  afterAll(() => identity.stop());

  const verify = (token: string) =>
    jwtVerify(token, createRemoteJWKSet(new URL('/jwks', identity.issuer)), {
      issuer: identity.issuer,
      audience: 'yidi',
      typ: 'at+jwt',
    });
  const askForToken = (body: string) => fetch(`${identity.issuer}/dev/token`, { method: 'POST', body });

  it('refuses to start in production', async () => {
    await expect(startIdentity({}, { YIDI_MODE: 'production' })).rejects.toThrow('refuses to start in production');
    await expect(startIdentity({}, { NODE_ENV: 'production' })).rejects.toThrow('refuses to start in production');
  });

  it('gives a shell the token of a demo officer, with all that a service asks of it', async () => {
    const answer = await askForToken(JSON.stringify({ officer: '990101-clerk-2' }));
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const { payload } = await verify(token);
    expect(payload).toMatchObject({
      sub: '990101-clerk-2',
      name: '李小龙',
      bureau: '990101',
      point: '990101001',
      roles: ['clerk'],
      in_post: false,
    });
    expect(Number(payload.exp)).toBeGreaterThan(Date.now() / 1000 + 3600);
  });

  it.each(['{"officer":"nobody"}', '{', ''])('answers %p with the officers there are', async (body) => {
    const answer = await askForToken(body);
    expect(answer.status).toBe(404);
    expect(((await answer.json()) as { officers: string[] }).officers).toContain('990202-issuer-2');
  });

  it('mints a token for an officer whom a test made up, or one that has run out', async () => {
    const officer = {
      sub: '990301-clerk-1',
      name: '试',
      bureau: '990301',
      point: '990301001',
      roles: ['clerk'],
      in_post: true,
    } as const;
    expect((await verify(await identity.mint(officer))).payload.sub).toBe('990301-clerk-1');
    await expect(verify(await identity.mint(officer, { expiresIn: -60 }))).rejects.toThrow('exp');
    await expect(verify(await identity.mint(officer, { audience: 'another' }))).rejects.toThrow('aud');
  });

  it('signs an officer in for the console: code, PKCE, an access token as JWT', async () => {
    const jar = new Map<string, string>();
    const visit = async (address: string, form?: Record<string, string>): Promise<Response> => {
      const answer = await fetch(new URL(address, identity.issuer), {
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      });
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (name !== undefined) jar.set(name, value ?? '');
      }
      return answer;
    };
    const to = (answer: Response): string => answer.headers.get('location') ?? '';
    const verifier = randomBytes(32).toString('base64url');
    const callback = 'http://990101.localhost:4100/auth/callback';
    const request = {
      client_id: 'yidi-console-990101',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: callback,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      state: 's',
    };

    const page = to(await visit(`/auth?${new URLSearchParams(request).toString()}`));
    const buttons = await (await visit(page)).text();
    expect(buttons).toContain('<strong>陈静</strong>审核民警\n<small>甲县公安局政务服务中心受理点</small>');
    expect(buttons).not.toContain('990202-');
    const signedIn = await visit(page, { officer: '990101-reviewer-1' });
    const back = new URL(to(await visit(to(signedIn))));
    expect(`${back.origin}${back.pathname}`).toBe(callback);

    const exchange = await visit('/token', {
      grant_type: 'authorization_code',
      client_id: 'yidi-console-990101',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: callback,
      code_verifier: verifier,
    });
    const {
      access_token: token,
      refresh_token: refresh,
      id_token: hint,
    } = (await exchange.json()) as { access_token: string; refresh_token: string; id_token: string };
    expect(decodeProtectedHeader(token).typ).toBe('at+jwt');
    expect((await verify(token)).payload).toMatchObject({
      sub: '990101-reviewer-1',
      name: '陈静',
      bureau: '990101',
      roles: ['reviewer'],
      in_post: true,
    });

    const again = await visit('/token', {
      grant_type: 'refresh_token',
      client_id: 'yidi-console-990101',
      refresh_token: refresh,
    });
    expect((await verify(((await again.json()) as { access_token: string }).access_token)).payload.name).toBe('陈静');

    const home = 'http://990101.localhost:4100/';
    const leave = new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: home });
    const asked = await (await visit(`/session/end?${leave.toString()}`)).text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(asked)?.[1] ?? '';
    expect(to(await visit('/session/end/confirm', { xsrf, logout: 'yes' }))).toBe(home);
    expect(to(await visit(`/auth?${new URLSearchParams(request).toString()}`))).toMatch(/^\/sign-in\//);
  });

  it.each(['/auth?client_id=nobody', '/sign-in/long-ago', '/session/end/success'])(
    'answers a browser at %s in words, with nothing from another host',
    async (path) => {
      const answer = await fetch(new URL(path, identity.issuer));
      expect(answer.headers.get('content-type')).toContain('text/html');
      const page = await answer.text();
      expect(page).toMatch(/无法登录 · Sign-in failed|已退出登录 · You are signed out/);
      expect(page).not.toMatch(/@import|https?:\/\//);
    },
  );
});
