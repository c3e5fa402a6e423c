import Provider from 'oidc-provider';
import type { Configuration } from 'oidc-provider';
import type { IdentityKeys } from './keys.js';
import { audience, tokenSeconds } from './mint.js';
import { findOfficer } from './officers.js';

/** The one resource for which access tokens are given. */
const resource = 'urn:yidi';

/** Addresses to which the console may be sent back after sign-in and sign-out. */
export interface ConsoleAddresses {
  readonly callbacks: readonly string[];
  readonly home: readonly string[];
}

function officerOf(accountId: string | undefined): Record<string, unknown> {
  const officer = findOfficer(accountId ?? '');
  if (!officer) return {};
  const { name, bureau, point, roles, in_post } = officer;
  return { name, bureau, point, roles, in_post };
}

/** OpenID Connect for the demo officers: code with PKCE for the console, access tokens as JWT. */
export function identityProvider(issuer: string, keys: IdentityKeys, addresses: ConsoleAddresses): Provider {
  const configuration: Configuration = {
    clients: [
      {
        client_id: 'yidi-console',
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [...addresses.callbacks],
        post_logout_redirect_uris: [...addresses.home],
      },
    ],
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookies] },
    pkce: { required: () => true },
    claims: { openid: ['sub', 'name', 'bureau', 'point', 'roles', 'in_post'] },
    conformIdTokenClaims: false,
    scopes: ['openid', 'offline_access'],
    findAccount: (_ctx, id) => {
      if (!findOfficer(id)) return undefined;
      return { accountId: id, claims: () => ({ sub: id, ...officerOf(id) }) };
    },
    extraTokenClaims: (_ctx, token) => ('accountId' in token ? officerOf(token.accountId) : {}),
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'openid',
          audience,
          accessTokenTTL: tokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: keys.signing.alg } },
        }),
      },
    },
    // Officers are not asked for consent: the console is the bureau's own.
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid offline_access');
      grant.addResourceScope(resource, 'openid');
      await grant.save();
      return grant;
    },
    ttl: { AccessToken: tokenSeconds, Session: tokenSeconds, Grant: tokenSeconds, IdToken: 3600, Interaction: 3600 },
  };
  return new Provider(issuer, configuration);
}
