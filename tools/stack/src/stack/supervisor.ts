import { setTimeout as pause } from 'node:timers/promises';
import { inWords, Sentence } from '../sentence.js';
import { endingInWords } from '../servers/child.js';
import type { Child } from '../servers/child.js';

/** Starts the process and resolves when it is ready; called again after each death. */
export type Launch = () => Promise<Child>;

type Wanted = 'running' | 'stopped';

/** Two deaths within this time count as one row of deaths. */
const calmMs = 60_000;
const mostRestarts = 5;

class Supervised {
  wanted: Wanted = 'running';
  child: Child | undefined;
  launching: Promise<void> | undefined;
  restarts = 0;
  deaths: number[] = [];
  lastEnd = '';
  lastWords = '';

  constructor(
    readonly name: string,
    readonly launch: Launch,
  ) {}
}

function farewell({ name, lastEnd, lastWords, child }: Supervised, times: number): string {
  return [
    `${name} died ${times} times within a minute, and ${lastEnd} the last time.${lastWords}`,
    `Its log: ${child?.plan.log ?? 'none'}`,
    'Everything was stopped; the data stay. Then: npm start',
  ].join('\n');
}

/** Keeps processes alive: one that dies is told with its last words and started again, with a bounded back-off. */
export class Supervisor {
  readonly #all = new Map<string, Supervised>();
  readonly #tell: (line: string) => void;
  #abandoned = false;
  #giveUp: (reason: Sentence) => void = () => undefined;
  /** Rejects when a process cannot be kept alive. */
  readonly failed: Promise<never>;

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
    this.failed = new Promise((_resolve, reject) => {
      this.#giveUp = reject;
    });
    this.failed.catch(() => undefined);
  }

  /** Starts a process and keeps it alive from then on. */
  async run(name: string, launch: Launch): Promise<void> {
    if (this.#abandoned) throw new Sentence(`${name} is not started any more: everything is being stopped.`);
    const supervised = new Supervised(name, launch);
    this.#all.set(name, supervised);
    await this.#launch(supervised);
  }

  /** Every process that runs now. */
  running(): { name: string; pid: number; restarts: number }[] {
    return [...this.#all.values()].flatMap(({ name, child, restarts }) =>
      child && !child.ended ? [{ name, pid: child.pid, restarts }] : [],
    );
  }

  has(name: string): boolean {
    return this.#all.has(name);
  }

  /** kill -9 from outside, as far as the supervisor knows: it starts the process again. */
  crash(name: string): void {
    const { child } = this.#get(name);
    if (child && !child.ended) process.kill(child.pid, 'SIGKILL');
  }

  /** kill -9, and it stays down. */
  async kill(name: string): Promise<void> {
    const supervised = this.#get(name);
    supervised.wanted = 'stopped';
    await supervised.launching?.catch(() => undefined);
    await supervised.child?.kill();
  }

  /** Asks it to stop, and it stays down. */
  async stop(name: string): Promise<void> {
    const supervised = this.#get(name);
    supervised.wanted = 'stopped';
    await supervised.launching?.catch(() => undefined);
    await supervised.child?.stop();
  }

  /** Starts it again after `kill` or `stop`. */
  async start(name: string): Promise<void> {
    const supervised = this.#get(name);
    if (supervised.child && !supervised.child.ended) return;
    supervised.wanted = 'running';
    await this.#launch(supervised);
  }

  /** Nothing is started again from now on, whatever dies. */
  abandon(): void {
    this.#abandoned = true;
    for (const supervised of this.#all.values()) supervised.wanted = 'stopped';
  }

  /** Stops those of these names that run, all at once. */
  async stopAll(names: (name: string) => boolean): Promise<void> {
    await Promise.all([...this.#all.keys()].filter(names).map((name) => this.stop(name)));
  }

  /** Says it with the time of day: these lines come at any hour. */
  #say(line: string): void {
    this.#tell(`${new Date().toTimeString().slice(0, 8)} ${line}`);
  }

  #get(name: string): Supervised {
    const supervised = this.#all.get(name);
    if (!supervised) throw new Sentence(`There is no process ${name}.`);
    return supervised;
  }

  /** One launch at a time, whoever asks for it. */
  #launch(supervised: Supervised): Promise<void> {
    supervised.launching ??= this.#launchNow(supervised).finally(() => {
      supervised.launching = undefined;
    });
    return supervised.launching;
  }

  async #launchNow(supervised: Supervised): Promise<void> {
    const child = await supervised.launch();
    supervised.child = child;
    if (supervised.wanted === 'stopped') {
      await child.stop();
      return;
    }
    void child.exited.then(() => this.#died(supervised, child));
  }

  async #died(supervised: Supervised, child: Child): Promise<void> {
    if (supervised.wanted === 'stopped' || child.stopping) return;
    const ended = endingInWords(await child.exited);
    const last = child.lastLines(5);
    supervised.lastEnd = ended;
    supervised.lastWords = last === '' ? '' : ` Its last lines:\n${last}`;
    this.#say(`${supervised.name} ${ended}; it is started again.${supervised.lastWords}`);
    await this.#revive(supervised);
  }

  async #revive(supervised: Supervised): Promise<void> {
    for (;;) {
      const now = performance.now();
      supervised.deaths = [...supervised.deaths.filter((at) => now - at < calmMs), now];
      const tries = supervised.deaths.length;
      if (tries > mostRestarts) {
        return this.#giveUp(new Sentence(farewell(supervised, tries)));
      }
      await pause(100 * 2 ** (tries - 1));
      if (supervised.wanted === 'stopped') return;
      const begun = performance.now();
      try {
        await this.#launch(supervised);
        supervised.restarts += 1;
        this.#say(`${supervised.name} is up again (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
        return;
      } catch (error) {
        supervised.lastEnd = 'did not come up';
        supervised.lastWords = '';
        this.#say(inWords(error));
      }
    }
  }
}
