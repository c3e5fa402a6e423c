import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from '../servers/child.js';
import { Reaper } from '../servers/reaper.js';
import { Supervisor } from './supervisor.js';

describe('the supervisor', () => {
  const reaper = new Reaper();
  const folder = mkdtempSync(join(tmpdir(), 'yidi-supervisor-'));
  afterAll(async () => {
    await reaper.close();
    rmSync(folder, { recursive: true });
  });

  const launch = (script: string) => () =>
    Child.start({ name: 'a service', command: 'sh', args: ['-c', script], log: join(folder, 'log'), reaper });

  it('gives up on a process that keeps dying, and says where to look', async () => {
    const said: string[] = [];
    const supervisor = new Supervisor((line) => said.push(line));
    await supervisor.run('990101.intake', launch('echo no memory left; exit 3'));
    await expect(supervisor.failed).rejects.toThrow(
      [
        '990101.intake died 6 times within a minute, and ended with exit code 3 the last time. Its last lines:',
        'no memory left',
        `Its log: ${join(folder, 'log')}`,
        'Everything was stopped; the data stay. Then: npm start',
      ].join('\n'),
    );
    expect(said[0]).toMatch(/^\d\d:\d\d:\d\d 990101\.intake ended with exit code 3; it is started again\./);
    // One line each: what earlier lives have said is not told again.
    expect(
      said.filter((line) => line.includes('is started again')).map((line) => line.split('no memory left').length),
    ).toEqual([2, 2, 2, 2, 2, 2]);
  }, 20_000);

  it('does not start again what it stopped itself', async () => {
    const said: string[] = [];
    const supervisor = new Supervisor((line) => said.push(line));
    await supervisor.run('990101.review', launch('exec sleep 60'));
    await supervisor.stop('990101.review');
    expect(supervisor.running()).toEqual([]);
    await supervisor.start('990101.review');
    expect(supervisor.running()).toHaveLength(1);
    await supervisor.kill('990101.review');
    expect(said).toEqual([]);
  });

  it('starts nothing any more once it is abandoned', async () => {
    const supervisor = new Supervisor(() => undefined);
    supervisor.abandon();
    await expect(supervisor.run('990101.intake', launch('exec sleep 60'))).rejects.toThrow('not started any more');
  });

  it('knows what it does not run', async () => {
    await expect(new Supervisor(() => undefined).stop('console')).rejects.toThrow('There is no process console.');
  });
});
