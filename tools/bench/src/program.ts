import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';

/** Runs one of our programs in a process of its own: JSON in, JSON out. */
export async function inOwnProcess<S extends z.ZodType>(
  program: string,
  plan: unknown,
  answer: S,
): Promise<z.infer<S>> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(program, import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.stdin.end(JSON.stringify(plan));
  const answered = await text(child.stdout);
  const code = await exited;
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
  return answer.parse(JSON.parse(answered));
}

/** The plan that a program was given. */
export async function givenPlan<S extends z.ZodType>(plan: S): Promise<z.infer<S>> {
  return plan.parse(JSON.parse(await text(process.stdin)));
}

/** Milliseconds since 1970 with fractions, the same on all clocks of a machine. */
export const instant = (): number => performance.timeOrigin + performance.now();
