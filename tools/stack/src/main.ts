/* The whole system on this machine; run by start.mjs after the build. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { padded, walkTheRoad } from '@yidi/flow';
import { demoPeople } from '@yidi/stand-ins';
import pc from 'picocolors';
import { outsideFolder, stackFolder } from './folders.js';
import { demoOfficers } from './identity/officers.js';
import { memoryOf } from './memory.js';
import { populate, weekOf } from './populate/index.js';
import type { WeekPlan } from './populate/week.js';
import { Progress } from './progress.js';
import { inWords, Sentence } from './sentence.js';
import { givenKafka, givenPostgres } from './servers/given.js';
import { commandLine, endLeftover } from './servers/leftovers.js';
import { findKafkaRunner } from './servers/java.js';
import { Reaper } from './servers/reaper.js';
import { allPorts, foldersOf } from './stack/plan.js';
import { checkDisk, checkFlags, checkPorts, portBaseOf } from './stack/preflight.js';
import { startStack } from './stack/stack.js';
import type { RunningStack } from './stack/stack.js';
import { Supervisor } from './stack/supervisor.js';

const { once, fresh, tls, ...numbers } = parseArgs({
  options: {
    once: { type: 'boolean' },
    fresh: { type: 'boolean' },
    tls: { type: 'boolean' },
    populate: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
}).values;
let portBase = 4000;
const begun = Number(process.env['YIDI_STARTED_AT'] ?? Date.now());
const root = process.env['YIDI_FOLDER'] ?? stackFolder;
const folders = foldersOf(root);
// Only tests of the stack itself set it, to run other programs than the services.
const programs = process.env['YIDI_STACK_TEST_PROGRAMS'];
const progress = new Progress();
const { tell, step } = progress;

/** One stack per clone: what an unclean end left behind is ended, a living stack is not disturbed. */
async function takeFolder(): Promise<void> {
  if (existsSync(folders.pid)) {
    const pid = Number.parseInt(readFileSync(folders.pid, 'utf8'), 10);
    if (pid !== process.pid && /tools\/stack\/(start\.mjs|dist\/main\.js)/.test(commandLine(pid) ?? '')) {
      throw new Sentence(`Yidi already runs from this folder (process ${pid}): stop it with Ctrl-C first.`);
    }
  }
  for (const postgres of [folders.postgres, join(outsideFolder, 'data')]) {
    await endLeftover(join(postgres, 'cluster', 'postmaster.pid'), postgres);
  }
  await endLeftover(join(folders.kafka, 'pid'), folders.kafka);
  const ours = allPorts(portBase).filter(
    ({ name }) => !(name.startsWith('kafka') && givenKafka()) && !(name === 'postgres' && givenPostgres()),
  );
  await checkPorts(ours, folders.pid, process.argv.slice(2));
  if (fresh) {
    rmSync(join(outsideFolder, 'data'), { recursive: true, force: true });
    const kept = ['cache', 'test'];
    for (const name of existsSync(root) ? readdirSync(root) : []) {
      if (!kept.includes(name)) rmSync(join(root, name), { recursive: true, force: true });
    }
  }
  mkdirSync(root, { recursive: true });
  // The second line tells `npm run token` where the running stack is.
  writeFileSync(folders.pid, `${process.pid}\n${portBase}\n`);
}

function printAddresses({ addresses }: RunningStack): void {
  tell(`\n${pc.bold('Addresses')}`);
  for (const { code, name, console: screens } of addresses.bureaus) {
    tell(`  ${code} ${name}: ${pc.bold(`${screens}/office/`)}   applicants ${screens}/`);
  }
  for (const { code, intake, review, production } of addresses.bureaus) {
    tell(`  ${code} services, each with /docs, /openapi.json, /health/ready`);
    tell(`    intake ${intake}   review ${review}   production ${production}`);
  }
  tell(`  officers ${addresses.identity}/dev/officers   messages to citizens ${addresses.sms}`);
  tell(`  a desk’s card reader and finger scanner ${addresses.devices}`);
  tell(`  clock ${addresses.clock}/clock`);
  tell(`\n${pc.bold('Demo officers')} (the same for 990202)`);
  for (const { sub, name, roles, in_post: inPost } of demoOfficers.filter(({ bureau }) => bureau === '990101')) {
    tell(`  ${sub.padEnd(28)} ${padded(name, 8)} ${roles.join(', ')}${inPost ? '' : ', not in post (辅警)'}`);
  }
  tell(`\n${pc.bold('Demo applicants')} to type in at the desk of 990101; photo and papers may be any JPEG`);
  const { renewal, replacement, firstTime } = demoPeople(new Date());
  for (const [{ name, citizenNumber, registeredAddress }, what] of [
    [renewal, '期满换领 the card has expired'],
    [replacement, '丢失补领 the card was lost'],
    [firstTime, '首次申领 never had one: refused'],
  ] as const)
    tell(`  ${padded(name, 8)} ${citizenNumber} ${registeredAddress} ${what}`);
  const base = portBase === 4000 ? '' : `YIDI_PORT_BASE=${portBase} `;
  tell(`\n  a token for curl: ${base}npm run -s token -- 990101-clerk-1`);
}

function printMemory(supervisor: Supervisor): void {
  const each = supervisor.running().map(({ name, pid }) => ({ name, megabytes: memoryOf(pid) ?? 0 }));
  const total = each.reduce((sum, { megabytes }) => sum + megabytes, 0);
  if (total === 0) return;
  tell(`\n${pc.bold('Memory')} (PSS) ${total.toFixed(0)} MB`);
  for (const bureau of ['', '990101.', '990202.']) {
    const some = each.filter(({ name }) => (bureau === '' ? !/^\d/.test(name) : name.startsWith(bureau)));
    tell(`  ${some.map(({ name, megabytes }) => `${name} ${megabytes.toFixed(0)}`).join(', ')}`);
  }
}

const reaper = new Reaper();
const supervisor = new Supervisor(tell);
const interrupted = new Promise<'interrupted'>((resolve) => {
  let times = 0;
  // The terminal, or the program that reads us, has gone.
  process.stdout.on('error', () => resolve('interrupted'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      resolve('interrupted');
      times += 1;
      // The second time nothing is waited for.
      if (times > 1) void reaper.close().then(() => process.exit(130));
    });
  }
});

async function startAndWalk(week: WeekPlan | undefined): Promise<RunningStack> {
  const stack = await startStack({
    root,
    portBase,
    durable: true,
    reaper,
    supervisor,
    tell,
    step,
    tls,
    kafka: givenKafka(),
    postgres: givenPostgres(),
    ...(programs !== undefined && { programOf: () => programs }),
  });
  tell(`\nEverything is up ${((Date.now() - begun) / 1000).toFixed(1)} s after the start.\n`);
  try {
    await walkTheRoad(stack.addresses, tell);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 400);
    throw new Sentence(`The application did not get to the end of the road: ${reason} (logs: ${folders.logs})`);
  }
  tell(`\nThe road is walked ${((Date.now() - begun) / 1000).toFixed(1)} s after the start.`);
  if (week) await populate(stack.addresses, week, tell);
  return stack;
}

async function run(week: WeekPlan | undefined): Promise<number> {
  const stack = await Promise.race([startAndWalk(week), interrupted, supervisor.failed]);
  if (stack === 'interrupted') {
    tell('Stopping; the data stay.');
    return 130;
  }
  printMemory(supervisor);
  if (!once) {
    printAddresses(stack);
    tell(`\nNext: walk it by hand, docs/walk-by-hand.md · logs: ${folders.logs}`);
    tell('Ctrl-C stops everything; the data stay for the next start.');
    await Promise.race([interrupted, supervisor.failed]);
  }
  await step('stopped', stack.stop());
  return 0;
}

let ours = false;
try {
  const week = weekOf(numbers);
  checkFlags(process.env);
  portBase = portBaseOf(process.env);
  checkDisk(root);
  if (!givenKafka()) await findKafkaRunner();
  await takeFolder();
  ours = true;
  process.exitCode = await run(week);
} catch (error) {
  tell(inWords(error));
  process.exitCode = 1;
} finally {
  progress.end();
  supervisor.abandon();
  await reaper.close();
  if (ours) rmSync(folders.pid, { force: true });
}
// What a start that failed half way still waits for must not keep this process alive.
process.exit();
