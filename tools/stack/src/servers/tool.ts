import { execFile } from 'node:child_process';
import type { ExecFileOptions } from 'node:child_process';
import type { Reaper } from './reaper.js';

/** Runs a program of a server to its end; it dies with us, and none begins once the end has begun. */
export async function runTool(
  reaper: Reaper,
  command: string,
  args: readonly string[],
  options: ExecFileOptions = {},
): Promise<void> {
  reaper.refuseWhenClosed();
  await new Promise<void>((resolve, reject) => {
    const child = execFile(command, args, { ...options, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (child.pid !== undefined) reaper.drop(child.pid);
      if (error) reject(Object.assign(error, { said: `${stderr}\n${stdout}` }));
      else resolve();
    });
    if (child.pid !== undefined) reaper.watch(child.pid, 'KILL');
  });
}

/** What a failed tool said, in one line: the first that is no stack frame and no blank. */
export function firstWords(error: unknown): string {
  const said = error instanceof Error && 'said' in error ? String(error.said) : '';
  const lines = said.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '' && !/^(at |\.\.\. \d+ more)/.test(line)) ?? 'it said nothing';
}
