import { dockerRunner, javaMajor } from './java.js';

describe('how Kafka is run', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_402"', 1],
    ['openjdk version "21" 2023-09-19', 21],
    ['', 0],
  ])('%p is Java %p', (printed, major) => {
    expect(javaMajor(printed)).toBe(major);
  });

  it('in a container has the same folder and publishes its ports on the loopback only', () => {
    const { command, args } = dockerRunner().command('kafka.Kafka', '/data/kafka', [4092]);
    expect(command).toBe('docker');
    expect(args).toContain('--volume=/data/kafka:/data/kafka');
    expect(args).toContain('--publish=127.0.0.1:4092:4092');
    expect(args.slice(-2)).toEqual(['apache/kafka:4.3.1', 'kafka.Kafka']);
  });
});
