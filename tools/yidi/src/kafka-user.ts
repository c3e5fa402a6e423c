import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KafkaAccess } from '@yidi/messaging';
import { kafkaRunner } from '@yidi/stack/kafka-runner';
import { Reaper } from '@yidi/stack/reaper';
import { Sentence } from '@yidi/stack/sentence';

const run = promisify(execFile);

/** A value in a Java properties file. */
const escaped = (value: string): string =>
  value.replaceAll(/[\\\u0080-\uffff]/g, (unit) =>
    unit === '\\' ? '\\\\' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** How Kafka's own tools sign in. */
function clientProperties({ username, password, ssl }: KafkaAccess, folder: string): string {
  const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
  const module = 'org.apache.kafka.common.security.scram.ScramLoginModule';
  const lines = [
    `security.protocol=${ssl ? 'SASL_SSL' : 'SASL_PLAINTEXT'}`,
    'sasl.mechanism=SCRAM-SHA-512',
    `sasl.jaas.config=${escaped(`${module} required username=${quoted(username)} password=${quoted(password)};`)}`,
  ];
  if (ssl) {
    writeFileSync(join(folder, 'ca.pem'), ssl.ca);
    lines.push('ssl.truststore.type=PEM', `ssl.truststore.location=${escaped(join(folder, 'ca.pem'))}`);
  }
  return lines.join('\n');
}

/** Gives a Kafka user this password, by Kafka's own tool: no client for Node.js can. Secrets go through files, never over a command line. */
export async function setKafkaPassword(
  admin: KafkaAccess,
  { user, password, tell }: { user: string; password: string; tell: (line: string) => void },
): Promise<void> {
  const reaper = new Reaper();
  const folder = mkdtempSync(join(tmpdir(), 'yidi-kafka-user-'));
  reaper.folder(folder);
  const file = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  try {
    const runner = await kafkaRunner(tell, reaper);
    const { command, args } = runner.command('kafka.admin.ConfigCommand', folder, []);
    const settings = file('client.properties', clientProperties(admin, folder));
    const user512 = file('user.properties', `SCRAM-SHA-512=password=${escaped(password)}`);
    const alter = ['--alter', '--add-config-file', user512];
    const whose = ['--entity-type', 'users', '--entity-name', user];
    const server = ['--bootstrap-server', admin.brokers.join(','), '--command-config', settings];
    await run(command, [...args, ...server, ...whose, ...alter]);
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    const reason =
      said.split('\n').find((line) => line.trim() !== '' && !/^\s+at /.test(line)) ?? 'it ended with a fault';
    throw new Sentence(`Kafka's tool could not set the password of ${user}: ${reason.replaceAll(password, '…')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await reaper.close();
  }
}
