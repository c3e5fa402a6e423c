import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { Stack } from '@yidi/flow';
import { cloneFolder } from '../src/folders.js';
import { commandLine } from '../src/servers/leftovers.js';
import { Reaper } from '../src/servers/reaper.js';
import type { TestServers } from '../src/servers/test-servers.js';
import { startTestStack } from '../src/stack/test-stack.js';
import { eventually } from './eventually.js';

const fixtures = join(cloneFolder, 'tools/stack/test/fixtures');

describe('a stack of two bureaus', () => {
  const reaper = new Reaper();
  let servers: TestServers;
  let stack: Stack;
  beforeAll(async () => {
    servers = await startTestStack(reaper, { programOf: () => fixtures });
    stack = Stack.parse(JSON.parse(servers.env['YIDI_STACK'] ?? ''));
  }, 90_000);
  afterAll(async () => {
    await servers.stop();
    await reaper.close();
  }, 30_000);

  const bureau = (code: string) => stack.bureaus.find((one) => one.code === code) ?? stack.bureaus[0];
  const pidOf = async (service: string | undefined): Promise<number> => {
    const answer = await fetch(`${service}/health/ready`);
    return ((await answer.json()) as { pid: number }).pid;
  };
  const command = (what: string) => fetch(`${stack.control}/${what}`, { method: 'POST' });
  const running = async (): Promise<string[]> => {
    const answer = await fetch(stack.control ?? '');
    return ((await answer.json()) as { name: string }[]).map(({ name }) => name);
  };

  it('runs three services for each bureau, each with its own address and its bureau as Kafka user', async () => {
    for (const { code, intake, review, production } of stack.bureaus) {
      for (const service of [intake, review, production]) {
        const answer = await fetch(`${service}/health/ready`);
        expect(await answer.json()).toMatchObject({ bureau: code, kafka: code });
      }
    }
  });

  it('starts a service again that was ended with kill -9, and says so', async () => {
    const before = await pidOf(bureau('990202')?.review);
    await command('990202.review/crash');
    await eventually(async () => expect(await pidOf(bureau('990202')?.review)).not.toBe(before));
  });

  it('leaves a service down that a story killed, until the story starts it', async () => {
    await command('990202.review/kill');
    expect(await running()).not.toContain('990202.review');
    await expect(pidOf(bureau('990202')?.review)).rejects.toThrow('fetch failed');
    await command('990202.review/start');
    expect(await pidOf(bureau('990202')?.review)).toBeGreaterThan(0);
  });

  it('starts PostgreSQL and Kafka again after kill -9, with their data', async () => {
    const client = new pg.Client({ connectionString: stack.postgres });
    await client.connect();
    await client.query('create table kept (id int)');
    client.on('error', () => undefined);
    await Promise.all([command('postgres/kill'), command('kafka/kill')]);
    await Promise.all([command('postgres/start'), command('kafka/start')]);
    const again = new pg.Client({ connectionString: stack.postgres });
    await again.connect();
    await again.query('select * from kept');
    await again.end();
    await client.end();
  }, 60_000);

  it('gives the bureaus Kafka users that may not do what an administrator may', async () => {
    const admin = (username: string, password: string) =>
      new Kafka({
        brokers: [stack.kafka.brokers],
        logLevel: logLevel.NOTHING,
        sasl: { mechanism: 'scram-sha-512', username, password },
        retry: { retries: 0 },
      }).admin();
    const secrets = JSON.parse(readFileSync(join(stack.logs, '../secrets.json'), 'utf8')) as {
      kafka: Record<string, string>;
    };
    const asBureau = admin('990101', secrets.kafka['990101'] ?? '');
    await asBureau.connect();
    await expect(asBureau.createTopics({ topics: [{ topic: 'of-a-bureau' }] })).rejects.toThrow(
      'Topic creation errors',
    );
    await asBureau.disconnect();
    await expect(admin('990101', 'a guess').connect()).rejects.toThrow('authentication failed');
  });

  it('keeps secrets in files that only their owner may read', () => {
    for (const file of ['secrets.json', 'keys/990101.intake.letters.json', 'keys/990202.review.fields.json']) {
      expect(statSync(join(stack.logs, '..', file)).mode & 0o077).toBe(0);
    }
  });

  it('puts every process and file away at the end', async () => {
    const answer = await fetch(stack.control ?? '');
    const pids = ((await answer.json()) as { pid: number }[]).map(({ pid }) => pid);
    expect(pids.length).toBe(12);
    await servers.stop();
    expect(pids.map(commandLine)).toEqual(pids.map(() => undefined));
    expect(() => statSync(stack.logs)).toThrow('ENOENT');
  }, 30_000);
});
