import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CrashPoint, Timing } from '@yidi/messaging';
import type { Chance } from './random.js';
import type { Side, World } from './world.js';

/** What stands in every service's plan besides its side. */
export interface FleetPlan {
  /** The built messaging, and the program that uses it. */
  readonly messaging: string;
  readonly program: string;
  readonly timing: Partial<Timing>;
  readonly writers: number;
  readonly stepEvery: number;
  readonly perSide: number;
  /** How often a started service is one that kills itself at a point of its work; 0 to 1. */
  readonly armed: number;
}

/** The service processes of a run: kept at their number, whatever kills them. */
export interface Fleet {
  /** Deaths by kill -9: from outside, and at a point of the work. */
  readonly kills: { outside: number; atPoints: Record<string, number> };
  /** Exits that nobody asked for: the process gave up by itself. */
  readonly exits: number;
  /** The most memory that any process alive has ever held, in MB. */
  peakMemory(): number;
  /** kill -9 of one process, which is started again. */
  kill(): void;
  /** Ends all of a side (politely or not) and keeps it down until the work is done. */
  without(side: Side['service'], work: () => Promise<void>): Promise<void>;
  /** From now on nothing kills itself; those that would are replaced. */
  calm(): void;
  /** The desk takes no more steps; both sides go on sending and reading. */
  stopWriting(): Promise<void>;
  close(): Promise<void>;
}

const points: readonly [CrashPoint, ...CrashPoint[]] = [
  'relay.numbered',
  'relay.sent',
  'relay.marked',
  'inbox.applied',
  'inbox.committed',
];

/** Half of what the stack gives a service. */
const HEAP = '--max-old-space-size=96';

/** This package's own program. */
export const serviceProgram = fileURLToPath(new URL('../dist/service.js', import.meta.url));

interface Member {
  readonly side: Side;
  child?: ChildProcess | undefined;
  armed: boolean;
  down: boolean;
}

/** Starts the processes of both sides. */
export function startFleet(world: World, plan: FleetPlan, chance: Chance): Fleet {
  const kills: Fleet['kills'] = { outside: 0, atPoints: {} };
  let [exits, calm, closing, writing] = [0, false, false, true];
  const log = openSync(join(world.folder, 'services.log'), 'a');
  const members: Member[] = [world.desk, world.county].flatMap((side) =>
    Array.from({ length: plan.perSide }, () => ({ side, armed: false, down: false })),
  );

  function start(member: Member): void {
    if (closing || member.down) return;
    const { owner: _, ...side } = member.side;
    const armed = !calm && chance.next() < plan.armed;
    const dies = armed ? { at: chance.pick(points), nth: chance.between(1, 12) } : undefined;
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', HEAP, plan.program], {
      stdio: ['pipe', log, log],
    });
    Object.assign(member, { child, armed });
    if (child.pid !== undefined) world.reaper.watch(child.pid, 'KILL');
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(
      JSON.stringify({
        ...plan,
        ...side,
        kafka: world.access(side.bureau),
        directory: world.directory,
        authority: world.authority,
        clock: world.clock,
        cases: world.cases,
        writers: writing ? plan.writers : 0,
        dies,
      }),
    );
    child.once('exit', (_code, signal) => {
      if (child.pid !== undefined) world.reaper.drop(child.pid);
      if (member.child !== child) return;
      member.child = undefined;
      if (closing || member.down) return;
      if (signal === 'SIGKILL' && dies) kills.atPoints[dies.at] = (kills.atPoints[dies.at] ?? 0) + 1;
      else if (signal !== 'SIGKILL') exits++;
      start(member);
    });
  }

  const end = async (member: Member, signal: NodeJS.Signals): Promise<void> => {
    const { child } = member;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), 8000);
    await gone;
    clearTimeout(timer);
  };
  const replace = (member: Member): void => {
    const { child } = member;
    if (!child) return;
    member.child = undefined;
    child.kill('SIGKILL');
    kills.outside++;
    start(member);
  };

  for (const member of members) start(member);
  return {
    kills,
    get exits() {
      return exits;
    },
    peakMemory: () => Math.max(...members.map(({ child }) => peakOf(child?.pid))),
    kill() {
      const alive = members.filter(({ child, down }) => child && !down);
      const [first, ...rest] = alive;
      if (first) replace(chance.pick([first, ...rest]));
    },
    async without(service, work) {
      const away = members.filter(({ side }) => side.service === service);
      for (const member of away) member.down = true;
      await Promise.all(away.map((member) => end(member, 'SIGKILL')));
      kills.outside += away.length;
      try {
        await work();
      } finally {
        for (const member of away) {
          member.down = false;
          start(member);
        }
      }
    },
    calm() {
      calm = true;
      for (const member of members) if (member.armed) replace(member);
    },
    async stopWriting() {
      writing = false;
      const desks = members.filter(({ side }) => side.service === 'desk');
      for (const member of desks) member.down = true;
      await Promise.all(desks.map((member) => end(member, 'SIGTERM')));
      for (const member of desks) {
        member.down = false;
        start(member);
      }
    },
    async close() {
      closing = true;
      await Promise.all(members.map((member) => end(member, 'SIGTERM')));
      closeSync(log);
    },
  };
}

/** In MB; 0 when the process is gone. */
function peakOf(pid: number | undefined): number {
  try {
    const [, kilobytes = '0'] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    return 0;
  }
}
