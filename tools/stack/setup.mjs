/* Before anything of ours is built: the right Node, the packages, the build. Only node: imports. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this clone. */
const clone = fileURLToPath(new URL('../..', import.meta.url));

const lockFile = join(clone, 'package-lock.json');
const installedMark = join(clone, 'node_modules', '.yidi-installed');
const hidden = join(clone, 'node_modules', '.package-lock.json');

/** Ends with a sentence that says what to do. */
function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Does one step; says so when it begins, and again, with its time, when it is done. */
async function step(name, work) {
  const begun = performance.now();
  console.log(`${name} …`);
  await work();
  console.log(`${name.padEnd(44)} ${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s`);
}

/** Runs a command to its end; its output is shown only when it fails, followed by the sentence. */
function run(command, args, sentence) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: clone,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
    });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.once('error', (error) => giveUp(`${sentence}: ${error.message}`));
    child.once('close', (code) => {
      if (code === 0) return resolve();
      console.error(output);
      giveUp(sentence);
    });
  });
}

const lockHash = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');

function isInstalled() {
  if (!existsSync(hidden)) return false;
  if (statSync(hidden).mtimeMs >= statSync(lockFile).mtimeMs) return true;
  return existsSync(installedMark) && readFileSync(installedMark, 'utf8') === lockHash();
}

/** Refuses, before anything is built under it, when a stack runs from this folder. */
export function refuseSecond(folder = process.env.YIDI_FOLDER ?? join(clone, '.yidi')) {
  const file = join(folder, 'stack.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  if (pid !== process.pid && /tools\/stack\/start\.mjs/.test(stdout ?? '')) {
    giveUp(`Yidi already runs from this folder (process ${pid}): stop it with Ctrl-C first.`);
  }
}

/** Leaves a clone installed and built, doing only what is missing. */
export async function setUp() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    giveUp(
      `Yidi needs Node 20.19 or newer, this is ${process.versions.node}: install a newer one (https://nodejs.org).`,
    );
  }
  if (!isInstalled()) {
    await step('install packages', async () => {
      await run('npm', ['install', '--no-save'], 'npm install failed (see above): is the package registry reachable?');
      writeFileSync(installedMark, lockHash());
    });
  }
  await step('build', () =>
    run(join(clone, 'node_modules/.bin/turbo'), ['build', '--output-logs=errors-only'], 'The build failed, see above.'),
  );
}
