import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine, endLeftover } from './leftovers.js';

describe('what an earlier start left behind', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yidi-leftovers-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const sleeper = async (mark: string) => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', mark], { stdio: 'ignore' });
    await once(child, 'spawn');
    return { child, pid: child.pid ?? 0 };
  };

  it('is ended when its command line holds our folder', async () => {
    const { child, pid } = await sleeper(folder);
    writeFileSync(join(folder, 'pid'), `${pid}\n`);
    const exited = once(child, 'exit');
    expect(await endLeftover(join(folder, 'pid'), folder)).toBe(true);
    await exited;
    expect(commandLine(pid)).toBeUndefined();
  });

  it("is left alone when the number is now somebody else's", async () => {
    const { child, pid } = await sleeper('another');
    writeFileSync(join(folder, 'pid'), `${pid}\n`);
    expect(await endLeftover(join(folder, 'pid'), folder)).toBe(false);
    expect(commandLine(pid)).toContain('another');
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('is nothing when there is no such file or no such process', async () => {
    expect(await endLeftover(join(folder, 'pid'), folder)).toBe(false);
    writeFileSync(join(folder, 'pid'), 'not a number');
    expect(await endLeftover(join(folder, 'pid'), folder)).toBe(false);
  });
});
