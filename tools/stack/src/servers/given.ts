import { Sentence } from '../sentence.js';

/** A Kafka that somebody else runs: its administrator, and one password for the users named like the bureaus. */
export interface GivenKafka {
  readonly brokers: string;
  readonly username: string;
  readonly password: string;
  readonly bureauPassword: string;
  /** Its listener over TLS, if it has one, and the certificates to trust. */
  readonly tls?: { readonly brokers: string; readonly caFile: string };
}

/** The Kafka that KAFKA_BROKERS names, if it does. */
export function givenKafka(env: NodeJS.ProcessEnv = process.env): GivenKafka | undefined {
  const brokers = env['KAFKA_BROKERS'];
  if (!brokers) return undefined;
  const needed = (name: string): string => {
    const value = env[name];
    if (!value) throw new Sentence(`KAFKA_BROKERS is set, so ${name} is needed too.`);
    return value;
  };
  const [tlsBrokers, caFile] = [env['KAFKA_TLS_BROKERS'], env['KAFKA_SSL_CA_FILE']];
  return {
    ...(tlsBrokers && caFile && { tls: { brokers: tlsBrokers, caFile } }),
    brokers,
    username: needed('KAFKA_ADMIN_USERNAME'),
    password: needed('KAFKA_ADMIN_PASSWORD'),
    bureauPassword: needed('KAFKA_BUREAU_PASSWORD'),
  };
}

/** The superuser's address of the PostgreSQL that DATABASE_URL names, if it does. */
export function givenPostgres(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env['DATABASE_URL'] || undefined;
}
