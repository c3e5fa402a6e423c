/* `npm test [-- --only <part of a workspace's name>] [--match <part of a test file's path>]`: every check and test; the last line is the sum. */
import { parseArgs } from 'node:util';
import { cloneFolder } from '../folders.js';
import { inWords, Sentence } from '../sentence.js';
import { Reaper } from '../servers/reaper.js';
import { startTestServers } from '../servers/test-servers.js';
import { findWorkspaces } from './find.js';
import { check, emptyLogs, jest, stackLogs } from './run.js';
import { addUp, broken } from './sum.js';
import type { Sum } from './sum.js';

type Job = readonly [name: string, run: () => Promise<Sum>];

const reaper = new Reaper();
const sums: Sum[] = [];

/** Runs the jobs at most two at a time, with a line for each when it is done. */
async function runAll(jobs: readonly Job[], width: number): Promise<void> {
  const waiting = [...jobs];
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const [name, run] = job;
      const begun = performance.now();
      const sum = await run().catch((error: unknown) => broken(`${name}: ${inWords(error)}`));
      sums.push(sum);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(
        `${sum.failed === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(24)} ${String(sum.passed).padStart(5)} passed ${String(sum.failed).padStart(3)} failed ${seconds.padStart(7)} s`,
      );
      for (const fault of sum.faults) console.log(`     ${fault.trim().replaceAll('\n', '\n     ')}`);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
}

async function timed<T>(name: string, work: Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work;
  console.log(`     ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  return result;
}

async function main(only: string, match: string): Promise<void> {
  emptyLogs();
  const workspaces = findWorkspaces(cloneFolder, match).filter(({ name }) => name.includes(only));
  if (workspaces.length === 0)
    throw new Sentence(`No test file is called like ${match} in a workspace called like ${only}.`);
  if (only === '' && match === '') {
    const checks: Job[] = [
      ['lint', () => check('lint', ['oxlint', '--type-aware', '--deny-warnings'], reaper)],
      ['format', () => check('format', ['prettier', '--check', '.'], reaper)],
      ['types', () => check('types', ['turbo', 'check', '--only', '--force', '--output-logs=errors-only'], reaper)],
    ];
    await runAll(checks, 1);
  }
  const services = workspaces.filter(({ name }) => name !== 'flow');
  if (services.length > 0) {
    const servers = await timed('Kafka and PostgreSQL are up', startTestServers(reaper));
    try {
      await runAll(
        services.map((workspace) => [workspace.name, () => jest(workspace, servers.env, reaper)]),
        2,
      );
    } finally {
      await servers.stop();
    }
  }
  for (const flow of workspaces.filter(({ name }) => name === 'flow')) {
    // Loaded only now: it needs packages whose own tests may just have failed.
    const { startTestStack } = await import('../stack/test-stack.js');
    const stack = await timed('two bureaus are up', startTestStack(reaper, { logs: stackLogs }));
    try {
      await runAll([[flow.name, () => jest(flow, stack.env, reaper)]], 1);
    } finally {
      await stack.stop();
    }
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void reaper.close().then(() => process.exit(130)));
try {
  const { only = '', match = '' } = parseArgs({
    options: { only: { type: 'string' }, match: { type: 'string' } },
  }).values;
  await main(only, match);
} catch (error) {
  sums.push(broken(inWords(error)));
  console.log(`FAIL ${inWords(error)}`);
}
const { passed, failed } = addUp(sums);
process.exitCode = failed === 0 ? 0 : 1;
await reaper.close();
console.log(`${passed} passed, ${failed} failed`);
