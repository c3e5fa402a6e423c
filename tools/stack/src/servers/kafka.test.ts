import { brokerProperties, checkFolder } from './kafka.js';
import { firstWords, runTool } from './tool.js';
import { Child } from './child.js';
import { Reaper } from './reaper.js';

const broker = { listen: '127.0.0.1', advertised: '127.0.0.1', port: 1, controllerPort: 2, password: 'p' };

describe("Kafka's settings", () => {
  it('are ASCII whatever the path, as Java reads them', () => {
    const settings = brokerProperties({ ...broker, dataFolder: '/家/异地 目录\\𬱖/data' });
    expect(settings).toMatch(/^[ -~\n]*$/);
    expect(settings).toContain('log.dirs=/\\u5bb6/\\u5f02\\u5730 \\u76ee\\u5f55\\\\\\ud873\\udc56/data\n');
  });

  it('are refused in a sentence where the path would be read as several', () => {
    expect(() => checkFolder('/one,two/kafka')).toThrow('move it to a path without “,”');
    expect(() => checkFolder('/家/异地 目录/kafka')).not.toThrow();
  });
});

describe('a tool that fails', () => {
  it('is told by its first line that is no stack frame', () => {
    const said = '\n\tat kafka.Kafka(Kafka.scala)\nException in thread "main" no such folder\n\tat java.lang';
    expect(firstWords(Object.assign(new Error('Command failed'), { said }))).toBe(
      'Exception in thread "main" no such folder',
    );
  });

  it('dies with us, and once the end has begun nothing is started any more', async () => {
    const reaper = new Reaper();
    const running = runTool(reaper, 'sleep', ['60']);
    const ended = running.catch((error: unknown) => String(error));
    await reaper.close();
    expect(await ended).toContain('Command failed');
    await expect(runTool(reaper, 'sleep', ['60'])).rejects.toThrow('Everything is being stopped.');
    await expect(
      Child.start({ name: 'late', command: 'sleep', args: ['60'], log: '/dev/null', reaper }),
    ).rejects.toThrow('Everything is being stopped.');
  });
});
