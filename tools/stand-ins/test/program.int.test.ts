import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aPerson, startStandIns } from '../src/index.js';
import { ask, withStandIns } from './asking.js';

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { tags: string[]; 'x-stand-in'?: boolean }>>;
  webhooks?: object;
}

const why = { purpose: 'screening', officer: '990101-clerk-1', bureau: '990101' };
const sms = (reference: string) => ({ reference, phone: '13900000001', text: '您的证件已到' });

describe('every program', () => {
  it('documents its contract as OpenAPI 3.1 and marks what only the stand-in has', () =>
    withStandIns(async (addresses) => {
      for (const address of Object.values(addresses)) {
        const { body } = await ask<Document>('GET', `${address}/openapi.json`);
        expect(body.openapi).toBe('3.1.0');
        for (const [path, methods] of Object.entries(body.paths))
          for (const { tags, 'x-stand-in': own } of Object.values(methods)) {
            const inContract = path.startsWith('/v1/') || path.startsWith('/.well-known/');
            expect([path, tags, own]).toEqual([
              path,
              [inContract ? 'contract' : 'stand-in'],
              inContract ? undefined : true,
            ]);
          }
      }
      const credit = await ask<Document>('GET', `${addresses.credit}/openapi.json`);
      expect(credit.body.webhooks).toHaveProperty('credit-batch');
    }));

  it('answers what it cannot read with a problem, never with a fault', () =>
    withStandIns(async (addresses) => {
      const post = (body: string, contentType: string) =>
        fetch(`${addresses.sms}/v1/messages`, { method: 'POST', body, headers: { 'content-type': contentType } });
      const statuses = await Promise.all([
        post('{"broken', 'application/json'),
        post('', 'application/json'),
        post('hello', 'text/plain'),
        post('<a/>', 'application/xml'),
        post(JSON.stringify({ text: 'x'.repeat(70_000) }), 'application/json'),
        post('{"__proto__": {"a": 1}}', 'application/json'),
        fetch(`${addresses.sms}/v1/nowhere`),
        fetch(`${addresses.registry}/control/people/%E0%A4%A`, { method: 'PUT' }),
      ]);
      expect(statuses.map(({ status }) => status)).toEqual([400, 400, 415, 415, 413, 400, 404, 400]);
      for (const { headers } of statuses) expect(headers.get('content-type')).toMatch('application/problem+json');
    }));

  it('is away at once when switched down, late when switched slow, and there again when switched up', () =>
    withStandIns(async (addresses) => {
      const calls = {
        registry: () =>
          ask(
            'POST',
            `${addresses.registry}/v1/people/query`,
            { citizenNumber: aPerson().citizenNumber, ...why },
            5000,
          ),
        sms: () => ask('POST', `${addresses.sms}/v1/messages`, sms('r1'), 5000),
        machine: () => ask('POST', `${addresses.machine}/v1/chips/read`, { serial: 'none' }, 5000),
        credit: () => ask('GET', `${addresses.credit}/.well-known/jwks.json`, undefined, 5000),
      };
      for (const [name, call] of Object.entries(calls)) {
        const outage = (mode: object) => ask('POST', `${addresses[name as keyof typeof calls]}/control/outage`, mode);
        await outage({ mode: 'down' });
        expect(await call()).toMatchObject({ status: 503, body: { code: 'AWAY' } });

        await outage({ mode: 'slow', seconds: 0.2 });
        const asked = performance.now();
        expect((await call()).status).not.toBe(503);
        expect(performance.now() - asked).toBeGreaterThan(190);

        await outage({ mode: 'up' });
        expect((await call()).status).not.toBe(503);
      }
    }));

  it('stops while a slow answer is still awaited', async () => {
    const { addresses, stop } = await startStandIns();
    await ask('POST', `${addresses.sms}/control/outage`, { mode: 'slow', seconds: 100 });
    const awaited = ask('POST', `${addresses.sms}/v1/messages`, sms('r1')).catch(() => 'cut off');
    await ask('GET', `${addresses.sms}/health/live`);
    await stop();
    await expect(awaited).resolves.toBeDefined();
  });

  it('remembers across a restart', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'stand-ins-'));
    try {
      const person = aPerson();
      const before = await withStandIns(
        async (addresses) => {
          await ask('PUT', `${addresses.registry}/control/people/${person.citizenNumber}`, person);
          await ask('POST', `${addresses.clock}/clock`, { advance: 'P10D' });
          const { body: key } = await ask('GET', `${addresses.credit}/control/public-key`);
          const { body: message } = await ask('POST', `${addresses.sms}/v1/messages`, sms('r1'));
          return { key, message };
        },
        { dataDir },
      );
      await withStandIns(
        async (addresses) => {
          const { citizenNumber } = person;
          const asked = await ask('POST', `${addresses.registry}/v1/people/query`, { citizenNumber, ...why });
          expect(asked.body).toEqual({ found: true, person });
          expect((await ask('GET', `${addresses.clock}/clock`)).body['offsetMs']).toBe(10 * 86_400_000);
          expect((await ask('GET', `${addresses.credit}/control/public-key`)).body).toEqual(before.key);
          expect((await ask('POST', `${addresses.sms}/v1/messages`, sms('r1'))).body).toEqual(before.message);
        },
        { dataDir },
      );
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });

  it('leaves nothing running when one port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
    const { port } = taken.address() as AddressInfo;
    await expect(startStandIns({ ports: { sms: port } })).rejects.toThrow('EADDRINUSE');
    await new Promise((closed) => taken.close(closed));
  });

  it('does not start in production, since the clock would move time there', () =>
    expect(startStandIns({ mode: 'production' })).rejects.toThrow('does not start in production'));
});
