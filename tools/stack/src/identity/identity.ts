import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { Sentence } from '../sentence.js';
import { bureaus } from '../stack/plan.js';
import { freePort } from '../servers/ports.js';
import { keysIn, newKeys } from './keys.js';
import { mintWith } from './mint.js';
import type { Bend } from './mint.js';
import { demoOfficers, findOfficer } from './officers.js';
import type { OfficerClaims } from './officers.js';
import { faultPage, signInPage } from './pages.js';
import { identityProvider } from './provider.js';

/** Where the provider listens; a test needs none of it. */
export interface IdentityPlan {
  readonly port?: number;
  readonly portBase?: number;
  readonly keysFile?: string;
}

/** A running identity provider of the local stack. */
export interface Identity {
  readonly issuer: string;
  /** An access token for any officer, of the demo or made up. */
  mint(claims: OfficerClaims, bend?: Bend): Promise<string>;
  stop(): Promise<void>;
}

const TokenRequest = z.object({ officer: z.string() });

function answer(response: ServerResponse, status: number, body: unknown): void {
  const html = typeof body === 'string';
  response.writeHead(status, {
    'content-type': html ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(html ? body : JSON.stringify(body));
}

const json = (written: string): unknown => {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
};

/** Starts the development identity provider; refuses in production, where the bureau's own provider signs officers in. */
export async function startIdentity(plan: IdentityPlan = {}, env: NodeJS.ProcessEnv = process.env): Promise<Identity> {
  if (env['YIDI_MODE'] === 'production' || env['NODE_ENV'] === 'production') {
    throw new Sentence(
      'This identity provider knows only demo officers and refuses to start in production: set OIDC_ISSUER.',
    );
  }
  const port = plan.port ?? (await freePort());
  const base = plan.portBase ?? 4000;
  const issuer = `http://127.0.0.1:${port}`;
  const keys = plan.keysFile === undefined ? newKeys() : keysIn(plan.keysFile);
  const consoles = bureaus.map(({ code, portOffset }) => ({
    bureau: code,
    origins: [`${code}.localhost`, '127.0.0.1'].map((host) => `http://${host}:${base + portOffset}`),
  }));
  const provider = identityProvider(issuer, keys, consoles);
  const mint = (claims: OfficerClaims, bend?: Bend): Promise<string> => mintWith(keys, issuer, claims, bend);

  const giveToken = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = TokenRequest.safeParse(json(await text(request)));
    const officer = asked.success ? findOfficer(asked.data.officer) : undefined;
    if (officer) return answer(response, 200, { access_token: await mint(officer), token_type: 'Bearer' });
    const officers = demoOfficers.map(({ sub }) => sub);
    return answer(response, 404, { error: 'send {"officer": "<one of these>"}', officers });
  };

  const signIn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const details = await provider.interactionDetails(request, response).catch(() => undefined);
    if (!details) return answer(response, 400, faultPage('session_not_found'));
    const form = new URLSearchParams(request.method === 'POST' ? await text(request) : '');
    const officer = findOfficer(form.get('officer') ?? '');
    if (!officer) {
      const bureau = /\d{6}$/.exec(String(details.params['client_id']))?.[0];
      return answer(response, 200, signInPage(request.url ?? '/', bureau));
    }
    return provider.interactionFinished(request, response, { login: { accountId: officer.sub } });
  };

  const standard = provider.callback();
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path === '/dev/token' && request.method === 'POST') return giveToken(request, response);
    if (path === '/dev/officers') return answer(response, 200, demoOfficers);
    if (path.startsWith('/sign-in/')) return signIn(request, response);
    return standard(request, response);
  };
  const server = createServer((request, response) => {
    route(request, response).catch(() => answer(response, 500, { error: 'the identity provider failed' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { issuer, mint, stop };
}
