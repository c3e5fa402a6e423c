import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { Client } from 'pg';
import { generateAuthorityKey, generateServiceKeys, messagingMigrations, signDirectory } from '@yidi/messaging';
import {
  baseEnvironment,
  createLog,
  createService,
  type Log,
  migrate,
  readConfig,
  ServiceModule,
  serviceMigrations,
} from '../src/index.js';

/** A database of its own with an owner and an app role, on the test cluster. */
export async function aDatabase({ migrated = true } = {}) {
  const cluster = process.env['TEST_DATABASE_URL'];
  if (!cluster) throw new Error('TEST_DATABASE_URL is missing: run under tools/stack/dist/with-servers.js');
  const name = `service_${randomUUID().slice(0, 8)}`;
  const address = (user: string) =>
    Object.assign(new URL(cluster), { username: user, password: 'x', pathname: `/${name}` }).href;
  const superuser = new Client({ connectionString: cluster });
  await superuser.connect();
  for (const role of ['owner', 'app']) await superuser.query(`create role ${name}_${role} login password 'x'`);
  await superuser.query(`create database ${name} owner ${name}_owner`);
  const database = { name, ownerUrl: address(`${name}_owner`), appUrl: address(`${name}_app`), appRole: `${name}_app` };
  const all = [...messagingMigrations, ...serviceMigrations];
  await migrate({ ...database, migrations: migrated ? all : all.slice(0, -1) });
  return {
    ...database,
    superuser,
    drop: async () => {
      await superuser.query(`drop database ${name} with (force)`);
      for (const role of ['owner', 'app']) await superuser.query(`drop role ${name}_${role}`);
      await superuser.end();
    },
  };
}

/** A sign-in provider that can be switched off, and the tokens it would give. */
export async function aProvider() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA', use: 'sig' };
  const provider = { issuer: '', stop: async (): Promise<void> => undefined };
  const server: Server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(
        request.url === '/jwks' ? { keys: [jwk] } : { issuer: provider.issuer, jwks_uri: `${provider.issuer}/jwks` },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  provider.stop = () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve())));
  const sign = (
    claims: JWTPayload,
    more: { key?: Parameters<SignJWT['sign']>[0]; typ?: string; expires?: string } = {},
  ) =>
    new SignJWT({
      name: '王建国',
      bureau: '990101',
      point: '990101001',
      roles: ['clerk'],
      in_post: true,
      sub: '990101-clerk-1',
      ...claims,
    })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'test', typ: more.typ ?? 'at+jwt' })
      .setIssuer(claims.iss ?? provider.issuer)
      .setAudience(claims.aud ?? 'yidi')
      .setIssuedAt()
      .setExpirationTime(more.expires ?? '5m')
      .sign(more.key ?? privateKey);
  return Object.assign(provider, { sign });
}

/** Key files of a service in a folder of their own, and the environment that names them. */
export function aKeyFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'yidi-service-'));
  const authority = generateAuthorityKey();
  const day = 24 * 3_600_000;
  const validity = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day) };
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    chmodSync(join(folder, name), 0o600);
    return join(folder, name);
  };
  const key = () => randomBytes(32).toString('base64');
  const files = {
    FIELD_KEYS_FILE: file('field-keys.json', JSON.stringify({ current: 'k1', keys: { k1: key() }, index: key() })),
    LETTER_KEYS_FILE: file('letter-keys.json', JSON.stringify(generateServiceKeys('desk', validity).secret)),
    DIRECTORY_FILE: file('directory.json', signDirectory([], authority, { number: 1, expiresAt: validity.notAfter })),
    DIRECTORY_AUTHORITY_KEY: authority.publicKey,
  };
  return {
    remove: () => rmSync(folder, { recursive: true }),
    environment: (given: { appUrl: string; issuer: string }) => ({
      ...files,
      YIDI_MODE: 'development',
      BUREAU: '990101',
      HTTP_PORT: '4101',
      DATABASE_URL: given.appUrl,
      DATABASE_POOL: '8',
      KAFKA_BROKERS: '127.0.0.1:1',
      KAFKA_USERNAME: '990101',
      KAFKA_PASSWORD: 'unused here',
      OIDC_ISSUER: given.issuer,
    }),
  };
}

/** A service made of these controllers, listening on a free port, with its log lines kept. */
export async function aService(controllers: Type[], given: { appUrl: string; issuer: string }) {
  const keys = aKeyFolder();
  const config = readConfig(baseEnvironment, keys.environment(given));
  const lines: string[] = [];
  const log: Log = createLog(
    'desk',
    { level: 'info', bureau: '990101' },
    { write: (line: string) => void lines.push(line) },
  );
  const service = ServiceModule.register({
    name: 'desk',
    config,
    entities: [],
    migrations: [...messagingMigrations, ...serviceMigrations],
    log,
  });
  class Desk {}
  const app: NestFastifyApplication = await createService(
    { module: Desk, imports: [service], controllers },
    { name: 'desk', title: 'Desk', description: 'A desk for tests', version: '1' },
  );
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('localhost', '127.0.0.1');
  return {
    app,
    url,
    lines,
    stop: async () => {
      await app.close();
      keys.remove();
    },
  };
}

/** Waits for a condition instead of for a time. */
export async function eventually<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  const limit = Date.now() + 10_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > limit) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
