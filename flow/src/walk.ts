import type { Stack } from './stack.js';

/** Walks the road over the public HTTP APIs, one line per step; rejects with a sentence when the road is broken. */
export async function walkTheRoad(stack: Stack, tell: (line: string) => void): Promise<void> {
  for (const { code, name, intake, review, production } of stack.bureaus) {
    for (const service of [intake, review, production]) {
      const answer = await fetch(`${service}/health/ready`);
      if (!answer.ok) throw new Error(`${service} is not ready: ${answer.status}`);
    }
    tell(`${code} ${name}: intake, review and production are ready`);
  }
}
