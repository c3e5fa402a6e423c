import { aDatabase, aProvider, claimsOf } from '../src/testing/index.js';
import { aService, migrations } from './bureau.js';
import { DeskController } from './desk.js';

/** The clerk in whose name is asked. */
export const clerkOfHere = { id: '990101-clerk-1', bureau: '990101', roles: ['clerk'] } as const;

/** What the clerk's token says. */
export const claims = claimsOf(clerkOfHere);

/** The headers of an act. */
export const json = { 'content-type': 'application/json', 'idempotency-key': 'bad-input-1' };

/** A service with the desk's routes on a database of its own, its sign-in provider, and calls in a clerk's name. */
export async function aDeskWithClerk() {
  const database = await aDatabase(migrations);
  const provider = await aProvider();
  const service = await aService([DeskController], { appUrl: database.appUrl, issuer: provider.issuer });
  const clerk = await provider.token(clerkOfHere);
  return {
    database,
    provider,
    service,
    /** Asks as the clerk, with another token, or (undefined) without any. */
    call: (path: string, init: RequestInit & { token?: string | undefined } = {}) => {
      const { token, headers, ...rest } = { token: clerk, ...init };
      const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
      return fetch(service.url + path, {
        ...rest,
        headers: { ...authorization, ...(headers as Record<string, string>) },
      });
    },
    stop: async () => {
      await service.stop();
      await provider.stop();
      await database.drop();
    },
  };
}
