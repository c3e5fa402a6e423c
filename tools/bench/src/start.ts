import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneFolder, freePortBase } from '@yidi/stack';
import type { Part } from './figures.js';

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** From `git clone` to the end of the demo, and once more in the same folder. */
export const start: Part = {
  name: 'start',
  measures: 'a fresh clone with warm package caches to the end of the demo, then a second start',
  run: async ({ tell }) => {
    const folder = mkdtempSync(join(tmpdir(), 'yidi-clone-'));
    try {
      const begun = performance.now();
      execFileSync('git', ['clone', '--quiet', cloneFolder, folder]);
      const first = await walk(folder, begun);
      tell(`fresh clone: the road is walked after ${seconds(first.walked)}`);
      const second = await walk(folder, performance.now());
      return [
        { name: 'fresh clone to the end of the demo', value: seconds(first.walked), target: '90 s' },
        { name: 'until all is stopped again', value: seconds(first.ended) },
        { name: 'second start to the end of the demo', value: seconds(second.walked), target: '15 s' },
        { name: 'until all is stopped again', value: seconds(second.ended) },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** `npm start -- --once` in a folder: when the road was walked, and when it had ended. */
async function walk(folder: string, begun: number): Promise<{ walked: number; ended: number }> {
  const env = { ...process.env, YIDI_PORT_BASE: String(await freePortBase()), NO_COLOR: '1' };
  const child = spawn('npm', ['start', '--', '--once'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [said, walked] = ['', Number.NaN];
  child.stdout.on('data', (piece) => {
    said += piece;
    if (Number.isNaN(walked) && said.includes('The road is walked')) walked = performance.now() - begun;
  });
  child.stderr.on('data', (piece) => (said += piece));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`npm start -- --once ended with ${code}:\n${said.slice(-2000)}`);
  return { walked, ended: performance.now() - begun };
}
