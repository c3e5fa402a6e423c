import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from '@yidi/flow';
import { FieldCipher } from '@yidi/service';
import {
  bureaus,
  freePortBase,
  keysIn,
  mintWith,
  Reaper,
  startStack,
  stopInOrder,
  Supervisor,
  temporaryFolder,
} from '@yidi/stack';
import pg from 'pg';
import { PointCode } from '@yidi/domain';

const stationCount = 200;

/** The stations of a bureau: `990101001` to `990101200`. */
export const stationsOf = (bureau: string): PointCode[] =>
  Array.from({ length: stationCount }, (_, index) => PointCode.parse(`${bureau}${String(index + 1).padStart(3, '0')}`));

/** The demo's bureaus with so many stations that they do not wait for each other's counters. */
const withStations = bureaus.map((bureau) => ({
  ...bureau,
  about: {
    ...bureau.about,
    points: stationsOf(bureau.code).map((code) => ({
      code,
      name: `${bureau.about.name}第${code.slice(6)}受理点`,
      address: `样本省样本市${code.slice(6)}号`,
      phone: '000-99000000',
    })),
  },
}));

/** The whole system with empty data, as durable as a real one, in a temporary folder on free ports. */
export class BenchStack {
  private constructor(
    readonly stack: Stack,
    readonly supervisor: Supervisor,
    readonly root: string,
  ) {}

  /** Starts it, works with it, and leaves nothing behind. */
  static async with<T>(tell: (line: string) => void, work: (bench: BenchStack) => Promise<T>): Promise<T> {
    const reaper = new Reaper();
    const supervisor = new Supervisor(tell);
    const root = temporaryFolder(reaper);
    try {
      const { addresses } = await startStack({
        root,
        portBase: await freePortBase(),
        durable: true,
        listed: withStations,
        reaper,
        supervisor,
        tell,
        step: (_name, starting) => starting,
      });
      return await Promise.race([work(new BenchStack(addresses, supervisor, root)), supervisor.failed]);
    } finally {
      await stopInOrder(supervisor);
      supervisor.abandon();
      await reaper.close();
      rmSync(root, { recursive: true, force: true });
    }
  }

  /** Where a bureau's intake answers. */
  intake(bureau: string): string {
    return this.stack.bureaus.find(({ code }) => code === bureau)?.intake ?? '';
  }

  /** The address of a service's database, for the superuser. */
  databaseUrl(bureau: string, service: 'intake' | 'review'): string {
    const url = new URL(this.stack.postgres);
    url.pathname = `/yidi_${bureau}_${service}`;
    return url.href;
  }

  /** Works with a service's database as the superuser. */
  async database<T>(bureau: string, service: 'intake' | 'review', work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.databaseUrl(bureau, service) });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** What seals the personal columns of a bureau's intake. */
  cipher(bureau: string): FieldCipher {
    const file = join(this.root, 'keys', `${bureau}.intake.fields.json`);
    return FieldCipher.read(file, { mode: 'development', warn: () => undefined });
  }

  /** A token of an accepting officer of each station. */
  tokens(bureau: string): Promise<string[]> {
    const keys = keysIn(join(this.root, 'keys', 'identity.json'));
    return Promise.all(
      stationsOf(bureau).map((point) =>
        mintWith(keys, this.stack.identity, {
          sub: `${point}-accepting-officer`,
          name: '张伟',
          bureau,
          point,
          roles: ['accepting-officer'],
          in_post: true,
        }),
      ),
    );
  }
}
