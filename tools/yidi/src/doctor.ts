import { readFileSync } from 'node:fs';
import { services } from '@yidi/domain';
import {
  type Address,
  askService,
  Directory,
  inboxTopic,
  type KafkaAccess,
  keyState,
  mayRead,
  readDirectoryTopic,
  readServiceKeys,
  type ServiceKeys,
} from '@yidi/messaging';
import { baseEnvironment, ConfigError, readConfig, type ServiceConfig } from '@yidi/service';
import { systemClock } from './directory.js';
import { faulty, type Finding, fine } from './finding.js';

const day = 24 * 3600 * 1000;
const SOON = 30 * day;
const CLOCK_MAY_DIFFER = 5000;
const ANSWER_WITHIN = 10_000;

const inWords = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** Looks after one service as it is configured: every check by itself, each fault with what to do. */
export async function examine(env: NodeJS.ProcessEnv, ask: readonly Address[]): Promise<Finding[]> {
  let config: ServiceConfig;
  try {
    config = readConfig(baseEnvironment, env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map((fault) =>
      faulty('configuration', fault, 'set the variable; .env.example says what it means'),
    );
  }
  const findings = [fine('configuration', `bureau ${config.BUREAU}, ${config.YIDI_MODE}`), await clock(config)];
  const keys = attempt(() => readServiceKeys(config.LETTER_KEYS_FILE));
  if (keys instanceof Error)
    findings.push(faulty('keys', inWords(keys), 'restore the file from its copy, mode 0600, owned by the service'));
  const directory = attempt(() => Directory.read(config.DIRECTORY_FILE, config.DIRECTORY_AUTHORITY_KEY, systemClock));
  if (directory instanceof Error) {
    return [
      ...findings,
      faulty(
        'directory',
        inWords(directory),
        'fetch it: npm run -s yidi -- directory show --file > directory.json; check DIRECTORY_AUTHORITY_KEY',
      ),
    ];
  }
  const access = accessOf(config);
  const kafka = await published(directory, access, config.BUREAU);
  findings.push(...kafka, ...age(directory));
  if (keys instanceof Error) return findings;
  findings.push(...keysListed(directory, config.BUREAU, keys));
  if (kafka.some(({ ok }) => !ok)) return findings;
  findings.push(await rights(access, config.BUREAU, directory));
  const asked = ask.length > 0 ? ask : services.map((service) => ({ bureau: config.BUREAU, service }));
  for (const to of asked) findings.push(await roundTrip({ access, keys, directory, bureau: config.BUREAU }, to));
  return findings;
}

function attempt<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function accessOf(config: ServiceConfig): KafkaAccess {
  const { KAFKA_BROKERS: brokers, KAFKA_USERNAME: username, KAFKA_PASSWORD: password, KAFKA_SSL_CA_FILE: ca } = config;
  return { brokers, username, password, ...(ca === undefined ? {} : { ssl: { ca: readFileSync(ca, 'utf8') } }) };
}

/** Our clock against that of the sign-in provider: letters are believed by their time. */
async function clock({ OIDC_ISSUER }: ServiceConfig): Promise<Finding> {
  const fix = 'check OIDC_ISSUER and the way to it';
  try {
    const answer = await fetch(`${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(5000),
    });
    await answer.body?.cancel();
    const theirs = Date.parse(answer.headers.get('date') ?? '');
    if (Number.isNaN(theirs)) return fine('clock', 'the sign-in provider does not tell its time: not compared');
    const apart = Math.abs(Date.now() - theirs);
    return apart < CLOCK_MAY_DIFFER
      ? fine('clock', 'agrees with the sign-in provider')
      : faulty('clock', `is ${Math.round(apart / 1000)} s off the sign-in provider's`, 'let both follow NTP');
  } catch (error) {
    return faulty('clock', `the sign-in provider does not answer: ${inWords(error)}`, fix);
  }
}

/** Whether Kafka lets the bureau in, and which directory it finds there; goes over to it if it is newer. */
async function published(directory: Directory, access: KafkaAccess, bureau: string): Promise<Finding[]> {
  const file = directory.number;
  try {
    const texts = await readDirectoryTopic(access, { bureau, service: 'doctor' });
    if (!texts)
      return [
        faulty(
          'topics',
          'no directory is published',
          'the authority: npm run -s yidi -- directory publish directory.json',
        ),
      ];
    const newer = directory.adopt(texts);
    return [
      fine(
        'topics',
        `directory ${directory.number} is published${newer ? `, the file has ${file}: a service takes the newer` : ''}`,
      ),
    ];
  } catch (error) {
    const fix = `check KAFKA_*; the bureau's rights: npm run -s yidi -- join, or rights ${bureau}`;
    return [faulty('topics', `the directory's topic cannot be used: ${inWords(error)}`, fix)];
  }
}

function age(directory: Directory): Finding[] {
  const now = systemClock.now();
  const until = directory.expiresAt.toISOString();
  const fix = 'the authority signs and publishes a new one: directory sign, directory publish';
  const state = directory.age(now);
  if (state !== 'fresh') return [faulty('directory', `${state}: it ran out at ${until}`, fix)];
  const soon = directory.expiresAt.getTime() - now.getTime() < 7 * day;
  return [
    soon
      ? faulty('directory', `runs out at ${until}`, fix)
      : fine('directory', `number ${directory.number}, until ${until}`),
  ];
}

function keysListed(directory: Directory, bureau: string, { service, sign, seal }: ServiceKeys): Finding[] {
  const own = new Set([...sign.map(({ kid }) => kid), ...seal.keys()]);
  const listed = directory.bureau(bureau)?.keys.filter((key) => key.service === service && own.has(key.kid)) ?? [];
  const now = systemClock.now();
  const fix = `npm run -s yidi -- keys rotate <folder> ${service}, publish the directory with its entry, restart ${service}`;
  return (['sign', 'seal'] as const).map((use) => {
    const active = listed.filter((key) => key.use === use && keyState(key, now) === 'active');
    const until = active
      .map(({ notAfter }) => notAfter)
      .toSorted()
      .at(-1);
    if (until === undefined)
      return faulty('keys', `none of the keys of ${service} to ${use} with is active in the directory`, fix);
    return Date.parse(until) - now.getTime() < SOON
      ? faulty('keys', `the key of ${service} to ${use} with runs out at ${until}`, fix)
      : fine('keys', `${service} ${use} until ${until}`);
  });
}

/** Its own inbox, and nobody else's. */
async function rights(access: KafkaAccess, bureau: string, directory: Directory): Promise<Finding> {
  const me = { bureau, service: 'doctor' };
  const fix = `set them anew: npm run -s yidi -- rights ${bureau} --apply`;
  if (!(await mayRead(access, me, inboxTopic(bureau))))
    return faulty('rights', 'the bureau may not read its own inbox', fix);
  const other = directory.bureaus().find((entry) => entry.bureau !== bureau);
  if (other && (await mayRead(access, me, inboxTopic(other.bureau)))) {
    return faulty('rights', `the bureau may read the inbox of ${other.bureau}`, fix);
  }
  return fine('rights', 'reads its own inbox and no other');
}

interface Asking {
  readonly access: KafkaAccess;
  readonly keys: ServiceKeys;
  readonly directory: Directory;
  readonly bureau: string;
}

async function roundTrip({ access, keys, directory, bureau }: Asking, to: Address): Promise<Finding> {
  const asker = { me: { bureau, service: keys.service }, access, keys, directory, now: systemClock.now };
  const name = `${to.bureau}/${to.service}`;
  try {
    const { milliseconds, directory: number } = await askService(asker, to, ANSWER_WITHIN);
    return fine('round trip', `${name} answers in ${Math.round(milliseconds)} ms and uses directory ${number}`);
  } catch (error) {
    return faulty(
      'round trip',
      inWords(error),
      `is ${name} running, and does its /health/ready say messaging.directory fresh?`,
    );
  }
}
