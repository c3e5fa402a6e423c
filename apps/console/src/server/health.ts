import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { ConsoleHealth } from '../contract.js';
import { consoleMigrations } from './store/migrations/index.js';

const answersWithinMs = 2000;
/** Probes and pages ask often; the provider is asked at most so often for all of them. */
const askAgainMs = 5000;

/** How the console is: its database decides whether it is ready; without the sign-in provider whoever is signed in works on. */
export function healthRoutes(server: FastifyInstance, { pool, issuer }: { pool: pg.Pool; issuer: string }): void {
  const provider = new Provider(issuer);
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const [database, signIn] = await Promise.all([databaseState(pool), provider.state()]);
    const status = database !== 'up' ? 'not-ready' : signIn === 'down' ? 'degraded' : 'ready';
    return reply.status(database === 'up' ? 200 : 503).send({ status, database, signIn } satisfies ConsoleHealth);
  });
}

async function databaseState(pool: pg.Pool): Promise<ConsoleHealth['database']> {
  try {
    const { rows } = await pool.query<{ name: string }>('select name from migrations');
    const done = new Set(rows.map(({ name }) => name));
    return consoleMigrations.every(({ name }) => done.has(name)) ? 'up' : 'behind';
  } catch {
    return 'down';
  }
}

/** The sign-in provider, asked for what it publishes about itself (OpenID Connect Discovery). */
class Provider {
  private last: { readonly at: number; readonly state: Promise<ConsoleHealth['signIn']> } | undefined;

  constructor(private readonly issuer: string) {}

  state(): Promise<ConsoleHealth['signIn']> {
    const now = performance.now();
    if (!this.last || now - this.last.at > askAgainMs) this.last = { at: now, state: this.ask() };
    return this.last.state;
  }

  private async ask(): Promise<ConsoleHealth['signIn']> {
    try {
      const signal = AbortSignal.timeout(answersWithinMs);
      const answer = await fetch(`${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal });
      await answer.body?.cancel();
      return answer.ok ? 'up' : 'down';
    } catch {
      return 'down';
    }
  }
}
