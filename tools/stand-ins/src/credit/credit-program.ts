import { addYears, chinaDay } from '@yidi/domain';
import { type JsonWebKey, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { jsonSchema } from '../program/openapi.js';
import { Problem } from '../program/problem.js';
import { Program } from '../program/program.js';
import { Table } from '../program/table.js';
import { CreditBatch, CreditRecord, SigningKey } from './batch.js';
import { CreditPlatform, type Subscriber } from './platform.js';

const PublicKeys = z.object({
  keys: z.array(
    z.object({
      kty: z.string(),
      crv: z.string(),
      x: z.string(),
      kid: z.string(),
      alg: z.literal('EdDSA'),
      use: z.literal('sig'),
    }),
  ),
});
const Settled = z.object({ delivered: z.int(), waiting: z.int() }).describe('subscribers, after 2 s at most');
const Pushed = Settled.extend({ batchId: z.uuid(), number: z.int() });
const BaseUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const Subscription = z.strictObject({ url: BaseUrl.describe('an intake: its address without /api') });

const webhooks = {
  'credit-batch': {
    post: {
      summary: 'the platform pushes to <intake>/api/v1/credit-batches until it is answered 2xx',
      description: 'Compact JWS: alg EdDSA (Ed25519), kid from /.well-known/jwks.json, payload as the schema says.',
      requestBody: {
        required: true,
        content: {
          'application/jose': {
            schema: {
              type: 'string',
              contentMediaType: 'application/json',
              contentSchema: jsonSchema(CreditBatch, 'output'),
            },
          },
        },
      },
      responses: { '2XX': { description: 'taken, or known already' } },
    },
  },
};

/** The national credit information sharing platform (全国信用信息共享平台): pushes signed batches of bad credit. */
export async function creditProgram(setup: {
  dataDir?: string | undefined;
  now: () => Date;
  heartbeatMs: number;
}): Promise<{ program: Program; platform: CreditPlatform }> {
  const { dataDir, now } = setup;
  const tables = {
    batches: await Table.open<CreditBatch>(dataDir, 'credit.batches'),
    records: await Table.open<CreditRecord>(dataDir, 'credit.records'),
    subscribers: await Table.open<Subscriber>(dataDir, 'credit.subscribers'),
  };
  const key = await keptKey(dataDir);
  const program = new Program({
    title: 'Credit information platform',
    description: 'Pushes signed batches of additions and withdrawals to every subscribed intake.',
    webhooks,
  });
  const platform = new CreditPlatform(tables, key, program.outage, program.stopping, now);
  const publish = async (content: Parameters<CreditPlatform['publish']>[0]) => {
    const { batchId, number } = await platform.publish(content);
    return { batchId, number, ...(await platform.settled(number)) };
  };

  program
    .withOutages(() => platform.wake())
    .route({
      method: 'GET',
      path: '/.well-known/jwks.json',
      summary: 'the public key that batches are signed with',
      answer: PublicKeys,
      handle: (): z.infer<typeof PublicKeys> => ({
        keys: [{ ...key.publicJwk, kid: key.kid, alg: 'EdDSA', use: 'sig' }],
      }),
    })
    .route({
      method: 'GET',
      path: '/control/public-key',
      summary: 'the raw public key in base64url, as CREDIT_PLATFORM_KEY wants it',
      answer: z.object({ kid: z.string(), key: z.string() }),
      handle: () => ({ kid: key.kid, key: key.publicJwk.x }),
    })
    .route({
      method: 'POST',
      path: '/control/records',
      summary: 'adds a record and pushes it',
      body: CreditRecord.omit({ recordId: true }).partial({ validUntil: true }),
      status: 201,
      answer: Pushed.extend({ recordId: z.uuid() }),
      handle: async ({ body: { citizenNumber, reason, validUntil = addYears(chinaDay(now()), 1) } }) => {
        const record = { recordId: randomUUID(), citizenNumber, reason, validUntil };
        await tables.records.set(record.recordId, record);
        return { recordId: record.recordId, ...(await publish({ additions: [record] })) };
      },
    })
    .route({
      method: 'POST',
      path: '/control/withdrawals',
      summary: 'withdraws a record and pushes that',
      body: z.strictObject({ recordId: z.uuid() }),
      answer: Pushed,
      problems: [404],
      handle: async ({ body: { recordId } }) => {
        if (!tables.records.get(recordId)) throw new Problem(404, 'RECORD_UNKNOWN', 'no such record');
        await tables.records.delete(recordId);
        return publish({ withdrawals: [recordId] });
      },
    })
    .route({
      method: 'POST',
      path: '/control/heartbeat',
      summary: 'pushes an empty batch: the feed is fresh',
      answer: Pushed,
      handle: () => publish({}),
    })
    .route({
      method: 'POST',
      path: '/control/replay',
      summary: 'pushes an old batch once more; status 0 is no answer',
      body: z.strictObject({ batchId: z.uuid() }),
      answer: z.object({ pushes: z.array(z.object({ url: z.string(), status: z.int() })) }),
      problems: [404],
      handle: async ({ body }) => ({ pushes: await platform.replay(body.batchId) }),
    })
    .route({
      method: 'POST',
      path: '/control/subscribers',
      summary: 'subscribes an intake and pushes it everything, from the first batch on',
      body: Subscription,
      status: 201,
      answer: Pushed,
      handle: async ({ body }) => {
        await platform.subscribe(body.url);
        return publish({});
      },
    })
    .route({
      method: 'DELETE',
      path: '/control/subscribers',
      summary: 'forgets an intake',
      body: Subscription,
      answer: z.object({ url: z.string() }),
      handle: async ({ body }) => {
        await platform.unsubscribe(body.url);
        return body;
      },
    })
    .route({
      method: 'GET',
      path: '/control/subscribers',
      summary: 'who gets the batches, and how far each one is',
      answer: z.object({
        subscribers: z.array(z.object({ url: z.string(), deliveredNumber: z.int(), lastStatus: z.int().nullable() })),
      }),
      handle: () => ({ subscribers: tables.subscribers.values() }),
    });
  platform.start(setup.heartbeatMs);
  return { program, platform };
}

async function keptKey(dataDir: string | undefined): Promise<SigningKey> {
  const keys = await Table.open<JsonWebKey>(dataDir, 'credit.key');
  const privateJwk = keys.get('signing') ?? SigningKey.generate();
  await keys.set('signing', privateJwk);
  return SigningKey.of(privateJwk);
}
