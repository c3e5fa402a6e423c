import { readdirSync, readFileSync } from 'node:fs';

const millisecondsPerTick = 10;

interface Times {
  readonly parent: number;
  readonly milliseconds: number;
}

function times(): Map<number, Times> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(
    pids.flatMap((pid): [number, Times][] => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const fields = stat
          .slice(stat.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number);
        // Its own and, of children that have ended, theirs: user and system.
        const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + (fields[at] ?? 0), 0);
        return [[Number(pid), { parent: fields[1] ?? 0, milliseconds: ticks * millisecondsPerTick }]];
      } catch {
        return [];
      }
    }),
  );
}

/** Processor time that these processes and their children have used so far, by name; zeros where the system does not say. */
export function processorTimes(processes: readonly { name: string; pid: number }[]): Map<string, number> {
  const all = process.platform === 'linux' ? times() : new Map<number, Times>();
  return new Map(
    processes.map(({ name, pid }) => {
      const own = all.get(pid)?.milliseconds ?? 0;
      const children = [...all.values()].filter(({ parent }) => parent === pid);
      return [name, children.reduce((sum, { milliseconds }) => sum + milliseconds, own)];
    }),
  );
}
