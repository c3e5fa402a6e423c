import { setTimeout as pause } from 'node:timers/promises';
import { Sentence } from '../sentence.js';
import { endingInWords } from './child.js';
import type { Child } from './child.js';

/** Waits until the child is ready; when it dies meanwhile or the patience ends, it is ended and its last words are told. */
export async function until(child: Child, isReady: () => Promise<boolean>, patienceMs = 30_000): Promise<Child> {
  const end = performance.now() + patienceMs;
  while (!(await isReady())) {
    if (child.ended || performance.now() > end) {
      const fault = child.ended ? '' : ` (was not ready after ${patienceMs / 1000} s)`;
      const ending = await child.kill();
      throw new Sentence(
        `${child.plan.name} ${endingInWords(ending)} while starting${fault}. Its last lines:\n${child.lastLines()}\nIts log: ${child.plan.log}`,
      );
    }
    await pause(60);
  }
  return child;
}
