import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BarePlan, BareSeen } from './bare-plan.js';
import { BenchStack } from './bench-stack.js';
import { type Figure, type Part, percentile, perSecond, spread } from './figures.js';
import { LoadSeen } from './load-plan.js';
import { prepare, type Prepared } from './prepared.js';
import { processorTimes } from './processor.js';
import { inOwnProcess } from './program.js';
import { missing, reviews, unsent, until } from './waiting.js';

const [bureau, county] = ['990101', '990202'];
/** Clerks who ask at the same time, of 200 stations. */
const connections = 40;
/** As many as the service has with its database. */
const bareConnections = 10;
const rounds = 4;
const roundMs = 6000;
const mostPerRound = 7000;
const warmUp = 1000;
const counted = 20;

const bareTables = ['applications', 'day_counters', 'history', 'notices', 'idempotency', 'letters_outbox'];

/** Sustained acceptance over HTTP against a bare loop that writes the same rows, in turns. */
export const accept: Part = {
  name: 'accept',
  measures: 'sustained acceptance over HTTP, 200 stations, everything durable and on this machine',
  run: ({ tell }) => BenchStack.with(tell, (bench) => new Accept(bench, tell).run()),
};

class Accept {
  private waiting: Prepared[] = [];
  private tokens: string[] = [];
  private readonly acceptedIds: string[] = [];
  /** Processor time of each process while applications were accepted. */
  private readonly used = new Map<string, number>();

  constructor(
    private readonly bench: BenchStack,
    private readonly tell: (line: string) => void,
  ) {}

  async run(): Promise<Figure[]> {
    const { bench } = this;
    this.tokens = await bench.tokens(bureau);
    const count = warmUp + counted + rounds * mostPerRound * 2;
    this.waiting = await prepare(bench, { bureau, county, count });
    this.tell(`${count} applications wait for acceptance`);
    await this.load(warmUp, 30_000);
    const statements = await this.statementsPerAccept();
    await this.prepareBare();
    await this.drained();
    const [served, bare, drains]: [LoadSeen[], BareSeen[], number[]] = [[], [], []];
    let walBytes = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const walBefore = await this.walPosition();
      const usedBefore = processorTimes(bench.supervisor.running());
      served.push(await this.load(mostPerRound, roundMs));
      for (const [name, used] of processorTimes(bench.supervisor.running())) {
        this.used.set(name, (this.used.get(name) ?? 0) + used - (usedBefore.get(name) ?? 0));
      }
      walBytes += (await this.walPosition()) - walBefore;
      const waits = await unsent(bench, bureau);
      drains.push((waits * 1000) / (await this.drained()));
      bare.push(await this.bareRound(round));
      const line = [served, bare].map((all) => perSecond(...rateOf(all.slice(-1))));
      this.tell(`round ${round}: ${line[0]} accepted (${waits} letters waited), bare loop ${line[1]}`);
    }
    const [, milliseconds] = rateOf(served);
    const accepted = served.flatMap((one) => one.accepted);
    const [bareRows, bareMs] = rateOf(bare);
    const perAccept = (of: readonly { cpuMilliseconds: number }[], among: number): string =>
      `${((of.reduce((sum, { cpuMilliseconds }) => sum + cpuMilliseconds, 0) * 1000) / among).toFixed(0)} µs`;
    return [
      { name: 'accepted', value: `${accepted.length} in ${(milliseconds / 1000).toFixed(0)} s` },
      { name: 'rate', value: perSecond(accepted.length, milliseconds), target: '1,000/s' },
      { name: 'answered after', value: spread(accepted.map((one) => one.milliseconds)) },
      {
        name: 'bare pg loop',
        value: `${perSecond(bareRows, bareMs)} (${perAccept(bare, bareRows)} of its own processor time each)`,
      },
      { name: 'ratio to the bare loop', value: (accepted.length / milliseconds / (bareRows / bareMs)).toFixed(2) },
      { name: 'slowest and fastest round', value: slowestAndFastest(served) },
      { name: 'processor time per accept', value: this.usedPerAccept(accepted.length, served) },
      { name: 'statements per accept', value: statements.toFixed(1) },
      {
        name: 'write-ahead log per accept, relay included',
        value: `${(walBytes / accepted.length / 1024).toFixed(1)} KB`,
      },
      { name: 'letters drained after a round', value: `${Math.round(percentile(drains, 0.5))}/s` },
      { name: 'other answers', value: JSON.stringify(Object.assign({}, ...served.map(({ others }) => others))) },
      { name: 'lost', value: String(await this.lost()), target: '0' },
    ];
  }

  private async load(most: number, milliseconds: number): Promise<LoadSeen> {
    const applications = this.waiting.splice(0, most);
    const plan = { address: this.bench.intake(bureau), tokens: this.tokens, applications, connections, milliseconds };
    const seen = await inOwnProcess('load.js', plan, LoadSeen);
    this.acceptedIds.push(...seen.accepted.map(({ id }) => id));
    return seen;
  }

  private async bareRound(round: number): Promise<BareSeen> {
    const ids = this.waiting.splice(-mostPerRound).map(({ id }) => id);
    await this.bench.database(bureau, 'intake', (client) =>
      client.query('insert into bare.applications select * from applications where id = any ($1::uuid[])', [ids]),
    );
    const plan: BarePlan = {
      database: this.bench.databaseUrl(bureau, 'intake'),
      ids,
      numbersFrom: round * mostPerRound,
      connections: bareConnections,
      milliseconds: roundMs,
    };
    return inOwnProcess('bare.js', plan, BareSeen);
  }

  /** Copies of the tables with the same columns and indexes, where the bare loop disturbs nobody. */
  private prepareBare(): Promise<unknown> {
    const tables = bareTables.map((table) => `create table bare.${table} (like public.${table} including all);`);
    return this.bench.database(bureau, 'intake', (client) => client.query(`create schema bare; ${tables.join(' ')}`));
  }

  /** Waits until the county has every letter; the milliseconds that it took. */
  private async drained(): Promise<number> {
    const begun = performance.now();
    await until('all letters sent', async () => (await unsent(this.bench, bureau)) === 0);
    await until('all reviews open', async () => (await reviews(this.bench, county)) >= this.acceptedIds.length);
    return performance.now() - begun;
  }

  private usedPerAccept(accepted: number, served: readonly LoadSeen[]): string {
    const generator = served.reduce((sum, { cpuMilliseconds }) => sum + cpuMilliseconds, 0);
    return [...this.used, ['load generator', generator] as const]
      .map(([name, used]) => `${name} ${((used * 1000) / accepted).toFixed(0)}`)
      .filter((entry) => !entry.endsWith(' 0'))
      .join(', ')
      .concat(' µs');
  }

  /** Counted in the server's own log, by the connections that asked for noted acts. */
  private async statementsPerAccept(): Promise<number> {
    const log = join(this.bench.stack.logs, 'postgres.log');
    await this.drained();
    const before = readFileSync(log, 'utf8').length;
    await this.setting(`log_statement = 'all'`, `log_parameter_max_length = 0`, `log_line_prefix = '%p '`);
    await this.load(counted, 30_000);
    await this.setting(`log_statement = 'none'`);
    const said = readFileSync(log, 'utf8').slice(before);
    const lines = said.split('\n').map((line) => /^(\d+) LOG: {2}(?:execute|statement)/.exec(line)?.[1]);
    const drew = [...said.matchAll(/^(\d+) LOG: {2}execute .*noted_act/gm)].map(([, pid]) => pid);
    return lines.filter((pid) => pid !== undefined && drew.includes(pid)).length / counted;
  }

  private setting(...settings: string[]): Promise<void> {
    return this.bench.database('990101', 'intake', async (client) => {
      for (const setting of settings) await client.query(`alter system set ${setting}`);
      await client.query('select pg_reload_conf()');
    });
  }

  private walPosition(): Promise<number> {
    return this.bench.database(bureau, 'intake', async (client) => {
      const { rows } = await client.query<{ at: string }>(`select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as at`);
      return Number(rows[0]?.at);
    });
  }

  /** Accepted applications without all of their letters in the outbox, or that the county does not have whole. */
  private async lost(): Promise<number> {
    await this.drained();
    const unwritten = await this.bench.database(bureau, 'intake', async (client) => {
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from unnest($1::uuid[]) as accepted (id)
         where (select count(*) from letters_outbox where subject = accepted.id::text) <>
           (select count(*) + 1 from papers where application_id = accepted.id)`,
        [this.acceptedIds],
      );
      return rows[0]?.count ?? 0;
    });
    return unwritten + (await missing(this.bench, county, this.acceptedIds));
  }
}

function rateOf(all: readonly (LoadSeen | BareSeen)[]): [count: number, milliseconds: number] {
  const count = all.reduce((sum, one) => sum + ('accepted' in one ? one.accepted.length : one.written), 0);
  return [count, all.reduce((sum, { milliseconds }) => sum + milliseconds, 0)];
}

function slowestAndFastest(served: readonly LoadSeen[]): string {
  const rates = served.map(({ accepted, milliseconds }) => (accepted.length * 1000) / milliseconds);
  return `${Math.round(Math.min(...rates))}/s · ${Math.round(Math.max(...rates))}/s`;
}
