import { setTimeout as pause } from 'node:timers/promises';
import { Sentence } from '../sentence.js';
import type { Child } from './child.js';

/** Waits until the child is ready; when it dies meanwhile or the patience ends, it is ended and its last words are told. */
export async function until(child: Child, isReady: () => Promise<boolean>, patienceMs = 30_000): Promise<Child> {
  const end = performance.now() + patienceMs;
  while (!(await isReady())) {
    const fault = child.ended ? 'ended while starting' : `is not ready after ${patienceMs / 1000} s`;
    if (child.ended || performance.now() > end) {
      await child.kill();
      throw new Sentence(`${child.plan.name} ${fault}. Its last lines:\n${child.lastLines()}`);
    }
    await pause(60);
  }
  return child;
}
