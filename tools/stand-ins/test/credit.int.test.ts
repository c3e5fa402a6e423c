import { compactVerify, createRemoteJWKSet, decodeProtectedHeader } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { aPerson, type CreditBatch } from '../src/index.js';
import { ask, eventually, withStandIns } from './asking.js';

/** An intake as the platform sees it: takes batches, or refuses so many first. */
class Intake {
  readonly taken: string[] = [];
  readonly contentTypes = new Set<string | undefined>();
  refuseNext = 0;
  private constructor(private readonly server: Server) {}

  static async open(): Promise<Intake> {
    const server = createServer();
    const intake = new Intake(server);
    server.on('request', (request, response) => {
      void text(request).then((body) => {
        if (request.url !== '/api/v1/credit-batches') return response.writeHead(404).end();
        if (intake.refuseNext-- > 0) return response.writeHead(503).end();
        intake.contentTypes.add(request.headers['content-type']);
        intake.taken.push(body);
        return response.writeHead(202).end();
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return intake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get batches(): CreditBatch[] {
    return this.taken.map(
      (jws) => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as CreditBatch,
    );
  }

  close(): Promise<unknown> {
    return new Promise((closed) => this.server.close(closed));
  }
}

interface Pushed {
  recordId: string;
  batchId: string;
  number: number;
  delivered: number;
  waiting: number;
}

async function withIntake(
  story: (credit: string, intake: Intake, clock: string) => Promise<void>,
  heartbeatMs = 30_000,
): Promise<void> {
  const intake = await Intake.open();
  try {
    await withStandIns(({ credit, clock }) => story(credit, intake, clock), { heartbeatMs });
  } finally {
    await intake.close();
  }
}

const subscribe = (credit: string, { url }: Intake) => ask<Pushed>('POST', `${credit}/control/subscribers`, { url });
const addRecord = (credit: string) => {
  const { citizenNumber } = aPerson();
  return ask<Pushed>('POST', `${credit}/control/records`, { citizenNumber, reason: '失信被执行人' });
};

describe('the credit platform', () => {
  it('pushes a signed batch for each addition and withdrawal, in order', () =>
    withIntake(async (credit, intake) => {
      await subscribe(credit, intake);
      const added = await addRecord(credit);
      expect(added).toMatchObject({ status: 201, body: { delivered: 1, waiting: 0 } });
      const { recordId } = added.body;
      await ask('POST', `${credit}/control/withdrawals`, { recordId });

      const [alive, addition, withdrawal] = intake.batches;
      expect(alive).toMatchObject({ additions: [], withdrawals: [] });
      expect(addition).toMatchObject({ additions: [{ recordId, reason: '失信被执行人' }], withdrawals: [] });
      expect(withdrawal).toMatchObject({ additions: [], withdrawals: [recordId] });
      expect(addition?.number).toBeLessThan(withdrawal?.number ?? 0);
      expect([...intake.contentTypes]).toEqual(['application/jose']);
    }));

  it('signs with the key that it shows', () =>
    withIntake(async (credit, intake) => {
      await subscribe(credit, intake);
      const jws = intake.taken[0] ?? '';
      const shown = await ask<{ kid: string; key: string }>('GET', `${credit}/control/public-key`);
      expect(decodeProtectedHeader(jws)).toMatchObject({ alg: 'EdDSA', kid: shown.body.kid });
      expect(Buffer.from(shown.body.key, 'base64url')).toHaveLength(32);

      const keys = createRemoteJWKSet(new URL(`${credit}/.well-known/jwks.json`));
      await expect(compactVerify(jws, keys)).resolves.toBeDefined();
      const [header, payload, signature] = jws.split('.');
      const forged = Buffer.from(payload ?? '', 'base64url')
        .toString()
        .replace('"number":1', '"number":9');
      const forgedJws = [header, Buffer.from(forged).toString('base64url'), signature].join('.');
      await expect(compactVerify(forgedJws, keys)).rejects.toThrow('signature verification failed');
    }));

  it('tries again until an intake takes the batch', () =>
    withIntake(async (credit, intake) => {
      intake.refuseNext = 2;
      expect((await subscribe(credit, intake)).body).toMatchObject({ delivered: 1, waiting: 0 });
      expect(intake.taken).toHaveLength(1);
    }));

  it('pushes nothing while it is down, and what was missed when it is up again', () =>
    withIntake(async (credit, intake) => {
      await subscribe(credit, intake);
      await ask('POST', `${credit}/control/outage`, { mode: 'down' });
      expect((await addRecord(credit)).body).toMatchObject({ delivered: 0, waiting: 1 });
      expect(intake.taken).toHaveLength(1);
      await ask('POST', `${credit}/control/outage`, { mode: 'up' });
      await eventually(() => intake.batches.find(({ additions }) => additions.length === 1));
    }));

  it('pushes an old batch once more when told to, unchanged', () =>
    withIntake(async (credit, intake) => {
      await subscribe(credit, intake);
      const { batchId } = (await addRecord(credit)).body;
      const replayed = await ask('POST', `${credit}/control/replay`, { batchId });
      expect(replayed.body).toEqual({ pushes: [{ url: intake.url, status: 202 }] });
      expect(intake.batches.at(-1)).toEqual(intake.batches.at(-2));
    }));

  it('tells a later subscriber every addition and withdrawal, but only the newest heartbeat', () =>
    withIntake(async (credit, intake) => {
      const { recordId } = (await addRecord(credit)).body;
      await ask('POST', `${credit}/control/heartbeat`);
      await ask('POST', `${credit}/control/heartbeat`);
      await subscribe(credit, intake);
      expect(intake.batches.map(({ additions }) => additions.map((one) => one.recordId))).toEqual([[recordId], []]);
    }));

  it('says by itself that the feed is alive, to those who subscribed', () =>
    withIntake(async (credit, intake) => {
      await subscribe(credit, intake);
      await eventually(() => intake.batches[3]);
      await ask('DELETE', `${credit}/control/subscribers`, { url: intake.url });
      expect((await ask('GET', `${credit}/control/subscribers`)).body).toEqual({ subscribers: [] });
    }, 100));

  it('is alive at the new time when the clock was moved', () =>
    withIntake(async (credit, intake, clock) => {
      await subscribe(credit, intake);
      const { body } = await ask<{ now: string }>('POST', `${clock}/clock`, { advance: 'P30D' });
      const issuedAt = intake.batches.at(-1)?.issuedAt ?? '';
      expect(Math.abs(Date.parse(body.now) - Date.parse(issuedAt))).toBeLessThan(5000);
    }));

  it('refuses to withdraw or replay what never was', () =>
    withIntake(async (credit) => {
      const id = '00000000-0000-4000-8000-000000000000';
      expect((await ask('POST', `${credit}/control/withdrawals`, { recordId: id })).status).toBe(404);
      expect((await ask('POST', `${credit}/control/replay`, { batchId: id })).status).toBe(404);
    }));
});
