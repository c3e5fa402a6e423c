import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cloneFolder, stackFolder } from '../folders.js';
import type { Reaper } from '../servers/reaper.js';
import type { Workspace } from './find.js';
import { broken, Report, sumOf } from './sum.js';
import type { Sum } from './sum.js';

const folder = join(stackFolder, 'test');
/** Logs of the stack under which the stories run. */
export const stackLogs = join(folder, 'stack');
const jestPatienceMs = 14 * 60_000;
const lastLines = (log: string, count: number): string =>
  readFileSync(log, 'utf8').trimEnd().split('\n').slice(-count).join('\n');

/** Where the outputs of a run are kept. */
export function emptyLogs(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

interface Command {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command with its output in a log; one that runs too long is ended and counts as failed. */
function execute(plan: Command, reaper: Reaper): Promise<{ ok: boolean; log: string }> {
  const log = join(folder, `${plan.name.replaceAll('/', '-')}.log`);
  const output = openSync(log, 'w');
  return new Promise((resolve) => {
    const child = spawn(plan.command, plan.args, {
      cwd: plan.cwd ?? cloneFolder,
      stdio: ['ignore', output, output],
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...plan.env },
    });
    closeSync(output);
    if (child.pid !== undefined) reaper.watch(child.pid, 'KILL');
    const timer = setTimeout(() => child.kill('SIGKILL'), jestPatienceMs);
    const finish = (ok: boolean): void => {
      clearTimeout(timer);
      if (child.pid !== undefined) reaper.drop(child.pid);
      resolve({ ok, log });
    };
    child.once('error', () => finish(false));
    child.once('exit', (code) => finish(code === 0));
  });
}

/** A check counts as one test. */
export async function check(name: string, args: readonly string[], reaper: Reaper): Promise<Sum> {
  const [program = '', ...rest] = args;
  const { ok, log } = await execute(
    { name, command: join(cloneFolder, 'node_modules/.bin', program), args: rest },
    reaper,
  );
  return ok ? { passed: 1, failed: 0, faults: [] } : broken(`${args.join(' ')}\n${lastLines(log, 60)}`);
}

/** All tests of a workspace, counted from jest's own report. */
export async function jest(workspace: Workspace, env: Readonly<Record<string, string>>, reaper: Reaper): Promise<Sum> {
  const report = join(folder, `${workspace.name.replaceAll('/', '-')}.json`);
  const { ok, log } = await execute(
    {
      name: workspace.name,
      command: process.execPath,
      args: [
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        join(cloneFolder, 'node_modules/jest/bin/jest.js'),
        '--ci',
        '--runInBand',
        '--json',
        `--outputFile=${report}`,
        ...(workspace.part ? ['--runTestsByPath', ...workspace.files] : []),
      ],
      cwd: workspace.folder,
      env: { ...env, FORCE_COLOR: '0' },
    },
    reaper,
  );
  if (!existsSync(report)) return broken(`${workspace.name}: jest left no report\n${lastLines(log, 60)}`);
  const sum = sumOf(Report.parse(JSON.parse(readFileSync(report, 'utf8'))), workspace.files);
  return ok || sum.failed > 0
    ? sum
    : { ...sum, failed: 1, faults: [`${workspace.name}: jest failed\n${lastLines(log, 60)}`] };
}
