import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  generateAuthorityKey,
  generateServiceKeys,
  grantToApp,
  messagingMigrations,
  provisionBureau,
  provisionDirectory,
  signDirectory,
} from '@yidi/messaging';
import { aDatabase } from '@yidi/service/testing';
import { SERVICE_HEAP_MEGABYTES } from '@yidi/stack';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Done, type EndPlan, type Order } from './end-plan.js';

/**
 * A service's heap, of which 96 MB are usual. With a limit alone V8 collects the whole heap whenever bytes of letters were read, a third of a
 * busy relay's time; a service without a limit, as in a container, does not.
 */
const HEAP = [`--max-old-space-size=${SERVICE_HEAP_MEGABYTES}`, '--initial-old-space-size=96'];

/** One end of a pipe, seen from its parent: one order at a time. */
export class End {
  private readonly gone: Promise<unknown>;
  private answered: (answer: unknown) => void = () => undefined;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (answer) => this.answered(answer));
    this.gone = once(child, 'exit');
  }

  static async start(plan: EndPlan): Promise<End> {
    const end = new End(fork(fileURLToPath(new URL('end.js', import.meta.url)), { execArgv: HEAP }));
    await end.ask(plan);
    return end;
  }

  async order(order: Order): Promise<Done> {
    return Done.parse(await this.ask(order));
  }

  async stop(): Promise<void> {
    if (this.child.connected) this.child.disconnect();
    await this.gone;
  }

  private ask(message: EndPlan | Order): Promise<unknown> {
    const answer = new Promise((resolve, reject) => {
      this.answered = resolve;
      void this.gone.then(() => reject(new Error('an end of the pipe has died')));
    });
    this.child.send(message);
    return answer;
  }
}

/** Two services of two bureaus, each in a process of its own with a database of its own; letters go in at the desk and come out at the county. */
export interface Pipe {
  readonly desk: End;
  /** None where only the sending is looked at. */
  readonly county: End | undefined;
  readonly to: string;
}

interface Layout {
  readonly from: string;
  readonly to: string;
  readonly sealed: boolean;
  /** Whether anybody reads at the other end. */
  readonly read: boolean;
}

const day = 24 * 3600 * 1000;
const given = (name: string): string => process.env[name] ?? '';

/** What a letter does at its reader's. */
class Effects implements MigrationInterface {
  readonly name = 'Effects1763800099000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table effects (letter uuid not null)');
    await runner.query(grantToApp('effects', 'insert'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table effects');
  }
}

/** Lays a pipe on the servers of this environment, works with it and takes it away. */
export async function withPipe<T>(layout: Layout, work: (pipe: Pipe) => Promise<T>): Promise<T> {
  const { from, to, sealed, read } = layout;
  const now = Date.now();
  const validity = { notBefore: new Date(now - day), notAfter: new Date(now + day) };
  const deskKeys = generateServiceKeys('desk', validity);
  const countyKeys = generateServiceKeys('county', validity);
  const authority = generateAuthorityKey();
  const entries = [
    { bureau: from, keys: deskKeys.listed, protocols: [1], about: {} },
    { bureau: to, keys: countyKeys.listed, protocols: [1], about: {} },
  ];
  const shared = {
    sealed,
    directory: signDirectory(entries, authority, { number: 1, issuedAt: new Date(now), expiresAt: validity.notAfter }),
    authority: authority.publicKey,
    atRest: randomBytes(32).toString('base64'),
  };
  const ends: StartedEnd[] = [];
  try {
    await provisionDirectory(adminAccess());
    for (const bureau of [from, to]) await provisionBureau(adminAccess(), { bureau });
    const desk = await startEnd({ ...shared, bureau: from, service: 'desk', keys: deskKeys.secret });
    ends.push(desk);
    const county = read && (await startEnd({ ...shared, bureau: to, service: 'county', keys: countyKeys.secret }));
    if (county) ends.push(county);
    return await work({ desk: desk.end, county: county ? county.end : undefined, to });
  } finally {
    for (const end of ends) await end.stop();
  }
}

interface StartedEnd {
  readonly end: End;
  stop(): Promise<void>;
}

async function startEnd(plan: Omit<EndPlan, 'database' | 'kafka'>): Promise<StartedEnd> {
  const database = await aDatabase([...messagingMigrations, Effects]);
  const kafka = { ...adminAccess(), username: plan.bureau, password: given('TEST_BUREAU_PASSWORD') };
  const end = await End.start({ ...plan, kafka, database: database.appUrl });
  return {
    end,
    async stop() {
      await end.stop();
      await database.drop();
    },
  };
}

const adminAccess = () => ({
  brokers: given('TEST_KAFKA_BROKERS').split(','),
  username: given('TEST_KAFKA_ADMIN_USERNAME'),
  password: given('TEST_KAFKA_ADMIN_PASSWORD'),
});
