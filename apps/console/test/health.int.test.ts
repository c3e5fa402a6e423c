import { fastify } from 'fastify';
import pg from 'pg';
import { aDatabase, aProvider } from '@yidi/service/testing';
import { ConsoleHealth } from '../src/contract.js';
import { healthRoutes } from '../src/server/health.js';
import { migrateConsole } from '../src/server/store/migrate.js';

describe('how the console is', () => {
  let database: Awaited<ReturnType<typeof aDatabase>>;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  beforeAll(async () => {
    [database, provider] = await Promise.all([aDatabase([]), aProvider()]);
  });
  afterAll(async () => {
    await provider?.stop();
    await database?.drop();
  });

  const asked = async (given: { databaseUrl?: string; issuer?: string }) => {
    const server = fastify();
    const pool = new pg.Pool({ connectionString: given.databaseUrl ?? database.appUrl });
    healthRoutes(server, { pool, issuer: given.issuer ?? provider.issuer });
    try {
      const answer = await fetch(`${await server.listen({ port: 0, host: '127.0.0.1' })}/health/ready`);
      return [answer.status, ConsoleHealth.parse(await answer.json())];
    } finally {
      await server.close();
      await pool.end();
    }
  };

  it('given a database without its migrations, then it is behind and nobody is sent here; with them it is ready', async () => {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('drop table if exists migrations');
    await owner.query('create table migrations (name text primary key, done_at timestamptz not null)');
    await owner.query(`grant select on migrations to ${database.appRole}`);
    await owner.end();
    expect(await asked({})).toEqual([503, { status: 'not-ready', database: 'behind', signIn: 'up' }]);

    await migrateConsole(database.ownerUrl, database.appUrl);
    expect(await asked({})).toEqual([200, { status: 'ready', database: 'up', signIn: 'up' }]);
  });

  it('given that the sign-in provider is away, then whoever is signed in works on: it is degraded', async () => {
    const issuer = 'http://127.0.0.1:9';
    expect(await asked({ issuer })).toEqual([200, { status: 'degraded', database: 'up', signIn: 'down' }]);
  });

  it('given that its database is away, then it is not ready', async () => {
    const databaseUrl = 'postgres://nobody:x@127.0.0.1:9/nothing';
    expect(await asked({ databaseUrl })).toEqual([503, { status: 'not-ready', database: 'down', signIn: 'up' }]);
  });
});
