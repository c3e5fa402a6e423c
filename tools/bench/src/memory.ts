import { setTimeout as pause } from 'node:timers/promises';
import { walkTheRoad } from '@yidi/flow';
import { memoryOf } from '@yidi/stack';
import { BenchStack } from './bench-stack.js';
import type { Part } from './figures.js';

const idleMs = 10_000;
const megabytes = (pid: number): number => memoryOf(pid) ?? Number.NaN;

/** Memory of the whole running stack by PSS, shared pages counted once. */
export const memory: Part = {
  name: 'memory',
  measures: `PSS per process after the demo and ${idleMs / 1000} s of rest`,
  run: ({ tell }) =>
    BenchStack.with(tell, async ({ stack, supervisor }) => {
      await walkTheRoad(stack, () => undefined);
      await pause(idleMs);
      const each = supervisor.running().map(({ name, pid }) => ({ name, size: megabytes(pid) }));
      const own = megabytes(process.pid) - each.reduce((sum, { size }) => sum + size, 0);
      const all = [...each, { name: 'what keeps them alive (this process)', size: own }];
      const total = all.reduce((sum, { size }) => sum + size, 0);
      return [
        ...all.map(({ name, size }) => ({
          name,
          value: `${size.toFixed(0)} MB`,
          ...(/^\d{6}\./.test(name) && { target: '120 MB' }),
        })),
        { name: 'all', value: `${total.toFixed(0)} MB`, target: '1,500 MB' },
      ];
    }),
};
