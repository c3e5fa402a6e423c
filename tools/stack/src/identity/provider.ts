import Provider from 'oidc-provider';
import type { ClientMetadata, Configuration } from 'oidc-provider';
import type { IdentityKeys } from './keys.js';
import { audience, tokenSeconds } from './mint.js';
import { findOfficer } from './officers.js';
import { faultPage, signedOutPage, signOutPage } from './pages.js';

/** The one resource for which access tokens are given. */
const resource = 'urn:yidi';

/** A bureau's console: the origins under which browsers know it. */
export interface ConsoleClient {
  readonly bureau: string;
  readonly origins: readonly string[];
}

/** How the provider knows a bureau's console. */
const clientOf = ({ bureau, origins }: ConsoleClient): ClientMetadata => ({
  client_id: `yidi-console-${bureau}`,
  application_type: 'web',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: origins.map((origin) => `${origin}/auth/callback`),
  post_logout_redirect_uris: origins.flatMap((origin) => [origin, `${origin}/`]),
});

const cookieNames = (port: string) => ({
  session: `_session_${port}`,
  interaction: `_interaction_${port}`,
  resume: `_resume_${port}`,
});

function officerOf(accountId: string | undefined): Record<string, unknown> {
  const officer = findOfficer(accountId ?? '');
  if (!officer) return {};
  const { name, bureau, point, roles, in_post } = officer;
  return { name, bureau, point, roles, in_post };
}

/** OpenID Connect for the demo officers: code with PKCE for the console, access tokens as JWT. */
export function identityProvider(issuer: string, keys: IdentityKeys, consoles: readonly ConsoleClient[]): Provider {
  const configuration: Configuration = {
    clients: consoles.map(clientOf),
    jwks: { keys: [keys.signing] },
    // Cookies do not know ports: the sign-in of a second copy on this machine is another one.
    cookies: { keys: [keys.cookies], names: cookieNames(new URL(issuer).port) },
    pkce: { required: () => true },
    claims: { openid: ['sub', 'name', 'bureau', 'point', 'roles', 'in_post'] },
    conformIdTokenClaims: false,
    scopes: ['openid', 'offline_access'],
    findAccount: (_ctx, id) => {
      if (!findOfficer(id)) return undefined;
      return { accountId: id, claims: () => ({ sub: id, ...officerOf(id) }) };
    },
    extraTokenClaims: (_ctx, token) => ('accountId' in token ? officerOf(token.accountId) : {}),
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = faultPage(out.error, out.error_description);
    },
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = signOutPage(form);
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.body = signedOutPage();
        },
      },
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
    ttl: {
      AccessToken: tokenSeconds,
      RefreshToken: tokenSeconds,
      Session: tokenSeconds,
      Grant: tokenSeconds,
      IdToken: 3600,
      Interaction: 3600,
    },
  };
  return new Provider(issuer, configuration);
}
