import { setTimeout as pause } from 'node:timers/promises';
import { Sentence } from '../sentence.js';
import type { Child } from './child.js';

/** Waits until it is so; a child that dies meanwhile, or the end of the patience, is told with the child's last words. */
export async function until(child: Child, isSo: () => Promise<boolean>, patienceMs = 30_000): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (child.ended)
      throw new Sentence(`${child.plan.name} ended while starting. Its last lines:\n${child.lastLines()}`);
    if (performance.now() > end) {
      throw new Sentence(
        `${child.plan.name} is not ready after ${patienceMs / 1000} s. Its last lines:\n${child.lastLines()}`,
      );
    }
    await pause(25);
  }
}
