import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
} from 'openid-client';
import { calculatePKCECodeChallenge, discovery, None, randomNonce, randomPKCECodeVerifier } from 'openid-client';
import { randomState, refreshTokenGrant } from 'openid-client';
import type { Configuration, TokenEndpointResponse } from 'openid-client';
import { Role } from '@yidi/domain';
import { z } from 'zod';
import type { ConsoleConfig } from './config.js';
import type { SignedInOfficer, Tokens } from './store/sessions.js';

const Claims = z.object({
  sub: z.string().min(1).max(64),
  name: z.string().min(1).max(50),
  bureau: z.string(),
  point: z.string().regex(/^\d{9}$/),
  roles: z.array(z.string()),
  in_post: z.boolean(),
});

/** What is remembered between leaving for the provider and coming back. */
export const Leaving = z.object({
  verifier: z.string(),
  state: z.string(),
  nonce: z.string(),
  to: z.string(),
  at: z.number(),
});
export type Leaving = z.infer<typeof Leaving>;

/** Whoever signed in is no officer of this bureau. */
export class NotOfThisBureau extends Error {
  override readonly name = 'NotOfThisBureau';
}

/** A refresh token comes with the code; one that outlives the provider's own session is not asked for. */
const scope = 'openid';

/** The bureau's sign-in provider (OpenID Connect, code with PKCE), asked only when somebody signs in. */
export class SignIn {
  #provider: Promise<Configuration> | undefined;

  constructor(
    private readonly config: Pick<ConsoleConfig, 'BUREAU' | 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'PUBLIC_ADDRESS'>,
  ) {}

  private get callback(): string {
    return `${this.config.PUBLIC_ADDRESS}/auth/callback`;
  }

  /** Where the officer signs in, and what to remember until they are back. */
  async leave(to: string): Promise<{ url: string; leaving: Leaving }> {
    const leaving = {
      verifier: randomPKCECodeVerifier(),
      state: randomState(),
      nonce: randomNonce(),
      to,
      at: Date.now(),
    };
    const url = buildAuthorizationUrl(await this.provider(), {
      redirect_uri: this.callback,
      scope,
      code_challenge: await calculatePKCECodeChallenge(leaving.verifier),
      code_challenge_method: 'S256',
      state: leaving.state,
      nonce: leaving.nonce,
    });
    return { url: url.href, leaving };
  }

  /** The officer is back: who it is, and the tokens for the services. */
  async comeBack(query: string, leaving: Leaving): Promise<{ officer: SignedInOfficer; tokens: Tokens }> {
    const answer = await authorizationCodeGrant(await this.provider(), new URL(`${this.callback}?${query}`), {
      pkceCodeVerifier: leaving.verifier,
      expectedState: leaving.state,
      expectedNonce: leaving.nonce,
    });
    const { sub, name, bureau, point, roles, in_post: inPost } = Claims.parse(answer.claims());
    if (bureau !== this.config.BUREAU) throw new NotOfThisBureau();
    const known = roles.flatMap((role) => Role.safeParse(role).data ?? []);
    return { officer: { id: sub, name, point, roles: known, inPost }, tokens: tokensOf(answer) };
  }

  /** Fresh tokens before the old ones end, where the provider gave the means. */
  async renew(tokens: Tokens): Promise<Tokens | undefined> {
    if (tokens.refresh === undefined) return undefined;
    const answer = await refreshTokenGrant(await this.provider(), tokens.refresh);
    return { ...tokens, ...tokensOf(answer, tokens) };
  }

  /** Where the provider's own session is ended too. */
  async farewell({ identity }: Tokens): Promise<string> {
    const provider = await this.provider();
    if (provider.serverMetadata().end_session_endpoint === undefined) return this.config.PUBLIC_ADDRESS;
    return buildEndSessionUrl(provider, {
      id_token_hint: identity,
      post_logout_redirect_uri: `${this.config.PUBLIC_ADDRESS}/`,
    }).href;
  }

  private provider(): Promise<Configuration> {
    const issuer = new URL(this.config.OIDC_ISSUER);
    const options = issuer.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {};
    this.#provider ??= discovery(issuer, this.config.OIDC_CLIENT_ID, undefined, None(), options).catch(
      (error: unknown) => {
        this.#provider = undefined;
        throw error;
      },
    );
    return this.#provider;
  }
}

function tokensOf(answer: TokenEndpointResponse, before?: Tokens): Tokens {
  return {
    access: answer.access_token,
    expiresAt: Date.now() + (answer.expires_in ?? 300) * 1000,
    refresh: answer.refresh_token ?? before?.refresh,
    identity: answer.id_token ?? before?.identity ?? '',
  };
}
