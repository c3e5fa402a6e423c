import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** The command line of a process, or undefined when there is none (a zombie has none either). */
export function commandLine(pid: number): string | undefined {
  try {
    const line = existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      : execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
    return line === '' || line.includes('<defunct>') ? undefined : line;
  } catch {
    return undefined;
  }
}

/** Ends the process that an earlier start left behind, and only if its command line holds our own folder. */
export async function endLeftover(pidFile: string, folder: string): Promise<boolean> {
  if (!existsSync(pidFile)) return false;
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  const isOurs = (): boolean => pid > 1 && (commandLine(pid)?.includes(folder) ?? false);
  if (!isOurs()) return false;
  process.kill(pid, 'SIGINT');
  for (let tries = 0; isOurs(); tries += 1) {
    if (tries === 100) process.kill(pid, 'SIGKILL');
    await pause(100);
  }
  return true;
}
