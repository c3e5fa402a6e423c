import type { Stack } from '@yidi/flow';
import type { DatabaseUrls } from './databases.js';
import type { KeyFiles } from './keys.js';
import type { BureauProgram, BureauService } from './plan.js';
import { secretOf } from './secrets.js';
import type { Secrets } from './secrets.js';

/** What a child gets of our own environment: nothing that could change what it does. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'JAVA_HOME'];
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** Everything a service's environment is made of. */
export interface Surroundings {
  readonly stack: Stack;
  readonly secrets: Secrets;
  readonly keys: KeyFiles;
  /** The credit platform's raw public key. */
  readonly creditKey: string;
}

/** The environment of a service; `npm start` and a deployment differ only in these values. */
export function serviceEnvironment(
  { name, bureau, service, port }: BureauService,
  database: DatabaseUrls,
  { stack, secrets, keys, creditKey }: Surroundings,
): NodeJS.ProcessEnv {
  const own = {
    intake: {
      POPULATION_REGISTRY_URL: stack.registry,
      CREDIT_PLATFORM_KEY: creditKey,
      SMS_URL: stack.sms,
      PUBLIC_ADDRESS: stack.bureaus.find(({ code }) => code === bureau)?.console,
      // The console asks for everybody who looks at the public pages.
      TRUSTED_PROXIES: '127.0.0.1',
    },
    review: { POPULATION_REGISTRY_URL: stack.registry, CERTIFY_KEY_FILE: keys.certify(bureau) },
    production: { CARD_MACHINE_URL: stack.cardMachine },
  };
  return {
    ...bareEnvironment(),
    YIDI_MODE: 'development',
    BUREAU: bureau,
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: String(port),
    LOG_LEVEL: 'info',
    DATABASE_URL: database.app,
    FIELD_KEYS_FILE: keys.fields(name),
    KAFKA_BROKERS: stack.kafka.brokers,
    KAFKA_USERNAME: bureau,
    KAFKA_PASSWORD: secretOf(secrets.kafka, bureau),
    LETTER_KEYS_FILE: keys.letters(name),
    DIRECTORY_FILE: keys.directory,
    DIRECTORY_AUTHORITY_KEY: keys.authority,
    OIDC_ISSUER: stack.identity,
    CLOCK_URL: stack.clock,
    ...own[service],
  };
}

/** The environment of a bureau's console. */
export function consoleEnvironment(
  { name, bureau, port }: BureauProgram,
  database: DatabaseUrls,
  { stack, keys }: Pick<Surroundings, 'stack' | 'keys'>,
): NodeJS.ProcessEnv {
  const own = stack.bureaus.find(({ code }) => code === bureau);
  return {
    ...bareEnvironment(),
    YIDI_MODE: 'development',
    BUREAU: bureau,
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: String(port),
    PUBLIC_ADDRESS: own?.console,
    LOG_LEVEL: 'info',
    DATABASE_URL: database.app,
    INTAKE_URL: own?.intake,
    REVIEW_URL: own?.review,
    PRODUCTION_URL: own?.production,
    OIDC_ISSUER: stack.identity,
    OIDC_CLIENT_ID: `yidi-console-${bureau}`,
    SESSION_KEYS_FILE: keys.sessions(name),
    DESK_DEVICES_URL: stack.devices,
    CLOCK_URL: stack.clock,
  };
}
