import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Reaper } from './reaper.js';

/** How a child ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** How a child ended, in words. */
export const endingInWords = ({ code, signal }: Ending): string =>
  signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;

/** What to start, where its output goes, and how it is asked to stop. */
export interface ChildPlan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly cwd?: string | undefined;
  readonly log: string;
  readonly reaper: Reaper;
  readonly user?: { uid: number; gid: number } | undefined;
  readonly stopSignal?: 'INT' | 'TERM' | 'KILL' | undefined;
}

/** A process of ours in its own group (a Ctrl-C in the terminal reaches only us), its output in a file. */
export class Child {
  readonly pid: number;
  readonly exited: Promise<Ending>;
  /** True from the moment we asked it to end. */
  stopping = false;
  #ended = false;

  private constructor(
    readonly plan: ChildPlan,
    pid: number,
    exited: Promise<Ending>,
    private readonly logBegins: number,
  ) {
    this.pid = pid;
    this.exited = exited;
    void exited.then(() => {
      this.#ended = true;
      plan.reaper.drop(pid);
    });
  }

  /** Starts it; rejects when the command cannot be run at all. */
  static async start(plan: ChildPlan): Promise<Child> {
    plan.reaper.refuseWhenClosed();
    const output = openSync(plan.log, 'a', 0o600);
    const logBegins = fstatSync(output).size;
    const spawned = spawn(plan.command, plan.args, {
      detached: true,
      stdio: ['ignore', output, output],
      env: plan.env ?? process.env,
      ...(plan.cwd === undefined ? {} : { cwd: plan.cwd }),
      ...plan.user,
    });
    closeSync(output);
    // At once, in the same turn: whoever closes the reaper from now on ends this child too.
    if (spawned.pid !== undefined) plan.reaper.watch(spawned.pid, plan.stopSignal);
    const exited = new Promise<Ending>((resolve) => {
      spawned.once('exit', (code, signal) => resolve({ code, signal }));
    });
    return new Promise((resolve, reject) => {
      spawned.once('error', reject);
      spawned.once('spawn', () => {
        if (spawned.pid !== undefined) resolve(new Child(plan, spawned.pid, exited, logBegins));
      });
    });
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Asks it to stop, and ends it when it has not within the grace. */
  async stop(graceMs = 10_000): Promise<Ending> {
    this.stopping = true;
    this.#signal(`SIG${this.plan.stopSignal ?? 'TERM'}`);
    const timer = setTimeout(() => this.#signal('SIGKILL'), graceMs);
    const ending = await this.exited;
    clearTimeout(timer);
    return ending;
  }

  /** kill -9, as a power cut would. */
  kill(): Promise<Ending> {
    this.stopping = true;
    this.#signal('SIGKILL');
    return this.exited;
  }

  /** The last lines of its output, and of no earlier life's. */
  lastLines(count = 8): string {
    const own = readFileSync(this.plan.log).subarray(this.logBegins).toString();
    return own.trimEnd().split('\n').slice(-count).join('\n');
  }

  #signal(signal: NodeJS.Signals): void {
    if (!this.#ended) process.kill(this.pid, signal);
  }
}
