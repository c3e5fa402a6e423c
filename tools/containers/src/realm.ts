import { roles } from '@yidi/domain';
import { bureaus, consoleAddress, demoOfficers } from '@yidi/stack';
import type { DemoBureau } from '@yidi/stack';
import { portBase } from './secrets.js';

/** How long an officer's token lasts: a shift. */
const shiftSeconds = 8 * 3600;

const intoTokens = { 'access.token.claim': 'true', 'id.token.claim': 'true', 'userinfo.token.claim': 'true' };

function attributeMapper(claim: string, type: 'String' | 'boolean' = 'String') {
  return {
    name: claim,
    protocol: 'openid-connect',
    protocolMapper: 'oidc-usermodel-attribute-mapper',
    config: { 'user.attribute': claim, 'claim.name': claim, 'jsonType.label': type, ...intoTokens },
  };
}

/** What a service reads of an officer's token, and nothing of Keycloak's own. */
const officerScope = {
  name: 'officer',
  protocol: 'openid-connect',
  attributes: { 'include.in.token.scope': 'false' },
  protocolMappers: [
    {
      name: 'sub',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-sub-mapper',
      config: { 'access.token.claim': 'true', 'introspection.token.claim': 'true' },
    },
    {
      name: 'audience',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-audience-mapper',
      config: { 'included.custom.audience': 'yidi', 'access.token.claim': 'true', 'id.token.claim': 'false' },
    },
    {
      name: 'roles',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-usermodel-realm-role-mapper',
      config: { 'claim.name': 'roles', 'jsonType.label': 'String', multivalued: 'true', ...intoTokens },
    },
    attributeMapper('name'),
    attributeMapper('bureau'),
    attributeMapper('point'),
    attributeMapper('in_post', 'boolean'),
  ],
};

const publicClient = {
  protocol: 'openid-connect',
  publicClient: true,
  fullScopeAllowed: true,
  defaultClientScopes: [officerScope.name],
  optionalClientScopes: [],
};

/** A bureau's console: code with PKCE, and back to its own address only. */
function consoleClient(bureau: DemoBureau) {
  const address = consoleAddress(portBase, bureau);
  return {
    ...publicClient,
    clientId: `yidi-console-${bureau.code}`,
    standardFlowEnabled: true,
    directAccessGrantsEnabled: false,
    redirectUris: [`${address}/auth/callback`],
    attributes: { 'pkce.code.challenge.method': 'S256', 'post.logout.redirect.uris': `${address}/` },
  };
}

/** Only administrators change what a token says of an officer. */
const userProfile = {
  attributes: ['username', 'email', 'name', 'bureau', 'point', 'in_post'].map((name) => ({
    name,
    displayName: name,
    permissions: { view: ['admin', 'user'], edit: ['admin'] },
    multivalued: false,
  })),
};

/** The realm that Keycloak imports: the officers of both demo bureaus, everybody's password is `demo`. */
export function demoRealm(): object {
  return {
    realm: 'yidi',
    enabled: true,
    displayName: '异地受理 · Yidi',
    sslRequired: 'none',
    accessTokenLifespan: shiftSeconds,
    ssoSessionIdleTimeout: shiftSeconds,
    ssoSessionMaxLifespan: shiftSeconds,
    roles: { realm: roles.map((name) => ({ name })) },
    clientScopes: [officerScope],
    clients: [
      ...bureaus.map(consoleClient),
      {
        ...publicClient,
        clientId: 'yidi-shell',
        description: 'Tokens of demo officers for a shell; a real bureau does not have this client.',
        standardFlowEnabled: false,
        directAccessGrantsEnabled: true,
      },
    ],
    components: {
      'org.keycloak.userprofile.UserProfileProvider': [
        {
          providerId: 'declarative-user-profile',
          config: { 'kc.user.profile.config': [JSON.stringify(userProfile)] },
        },
      ],
    },
    users: demoOfficers.map(({ sub, name, bureau, point, roles: realmRoles, in_post }) => ({
      id: sub,
      username: sub,
      enabled: true,
      attributes: { name: [name], bureau: [bureau], point: [point], in_post: [String(in_post)] },
      realmRoles,
      credentials: [{ type: 'password', value: 'demo', temporary: false }],
    })),
  };
}
