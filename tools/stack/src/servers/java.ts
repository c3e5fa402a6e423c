import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cloneFolder, stackFolder } from '../folders.js';
import { Sentence } from '../sentence.js';
import type { Reaper } from './reaper.js';
import { firstWords, runTool } from './tool.js';

const run = promisify(execFile);
const version = '4.3.1';
const jvmFlags = ['-Xms128m', '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData'];

/** How a class of Kafka is run here: the command with everything before the class's own arguments. */
export interface KafkaRunner {
  readonly kind: 'java' | 'docker';
  command(mainClass: string, folder: string, ports: readonly number[]): { command: string; args: string[] };
}

/** The major version in what `java -version` prints; 0 when there is none. */
export function javaMajor(printed: string): number {
  return Number(/version "(\d+)/.exec(printed)?.[1] ?? 0);
}

/** Java reads paths on its command line by the locale, and in the plain C one cannot read Chinese. */
export function javaEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return process.platform === 'linux' ? { ...env, LC_ALL: 'C.UTF-8' } : env;
}

const succeeds = (command: string, args: string[]): Promise<boolean> =>
  run(command, args, { timeout: 10_000, env: javaEnvironment() }).then(
    () => true,
    () => false,
  );

async function jars(tell: (line: string) => void, reaper: Reaper): Promise<string> {
  const cache = join(stackFolder, 'cache');
  const folder = join(cache, `kafka-${version}`);
  if (existsSync(folder)) return folder;
  if (!(await succeeds('mvn', ['-v']))) throw new Sentence('Maven is missing: install it (Debian: apt install maven).');
  tell(`fetching Kafka ${version} with Maven, once`);
  mkdirSync(cache, { recursive: true });
  const fresh = `${folder}.${process.pid}`;
  const pom = join(cloneFolder, 'tools/stack/kafka/pom.xml');
  try {
    const copy = [
      '-q',
      '-B',
      '-f',
      pom,
      'dependency:copy-dependencies',
      `-DoutputDirectory=${fresh}`,
      '-DincludeScope=runtime',
    ];
    await runTool(reaper, 'mvn', copy, { env: javaEnvironment() });
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (error instanceof Sentence) throw error;
    throw new Sentence(`Maven could not fetch Kafka ${version}: ${firstWords(error)}`);
  }
  try {
    renameSync(fresh, folder);
  } catch {
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

/** Runs classes from jars that Maven fetched. */
function javaRunner(folder: string): KafkaRunner {
  const classPath = readdirSync(folder)
    .map((jar) => join(folder, jar))
    .join(':');
  return {
    kind: 'java',
    command: (mainClass) => ({
      command: 'java',
      args: [...jvmFlags, '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-cp', classPath, mainClass],
    }),
  };
}

/** Runs the same classes in the official image, with the same folder and the same ports. */
export function dockerRunner(): KafkaRunner {
  return {
    kind: 'docker',
    command: (mainClass, folder, ports) => ({
      command: 'docker',
      args: [
        'run',
        '--rm',
        '--init',
        `--user=${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`,
        `--volume=${folder}:${folder}`,
        ...ports.map((port) => `--publish=127.0.0.1:${port}:${port}`),
        `--env=KAFKA_HEAP_OPTS=${jvmFlags.slice(0, 2).join(' ')}`,
        '--env=LOG_DIR=/tmp/kafka-logs',
        '--entrypoint=/opt/kafka/bin/kafka-run-class.sh',
        `apache/kafka:${version}`,
        mainClass,
      ],
    }),
  };
}

/** What can run Kafka here: Java with Maven, else a running Docker engine, else a sentence that says what to install. */
export async function findKafkaRunner(): Promise<KafkaRunner['kind']> {
  const java = await run('java', ['-version']).then(
    ({ stderr, stdout }) => javaMajor(stderr + stdout),
    () => 0,
  );
  const maven = existsSync(join(stackFolder, 'cache', `kafka-${version}`)) || (await succeeds('mvn', ['-v']));
  if (java >= 17 && maven) return 'java';
  if (await succeeds('docker', ['info'])) return 'docker';
  throw new Sentence(
    'Kafka needs Java 17 and Maven (Debian: apt install openjdk-17-jre-headless maven) or a running Docker engine; ' +
      'or set KAFKA_BROKERS to a Kafka of your own.',
  );
}

/** Kafka's programs, ready to run; fetched first where they are not here yet. */
export async function kafkaRunner(tell: (line: string) => void, reaper: Reaper): Promise<KafkaRunner> {
  return (await findKafkaRunner()) === 'java' ? javaRunner(await jars(tell, reaper)) : dockerRunner();
}
