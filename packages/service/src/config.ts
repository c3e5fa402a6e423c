import { isIP } from 'node:net';
import { z } from 'zod';
import { BureauCode } from '@yidi/domain';

const MODES = ['development', 'production'] as const;

const httpUrl = () => z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

/** An http(s) address without a trailing slash. */
export const httpAddress = () => httpUrl().transform((address) => address.replace(/\/$/, ''));

/** A TCP port. */
export const port = () => z.coerce.number().int().min(1).max(65_535);

/** A raw Ed25519 public key in base64url (32 bytes). */
export const ed25519PublicKey = () => z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 43 characters of base64url');

/** Several `host:port`, separated by commas. */
export const brokerList = () =>
  z
    .string()
    .transform((text) => text.split(',').map((broker) => broker.trim()))
    .pipe(z.array(z.string().regex(/^[^\s:]+:\d+$/, 'must be host:port, separated by commas')).min(1));

/** Several addresses or networks (`10.0.0.0/8`), separated by commas. */
export const networkList = () =>
  z
    .string()
    .transform((text) => text.split(',').map((network) => network.trim()))
    .pipe(z.array(z.string().refine(isNetwork, 'must be addresses or networks, separated by commas')));

function isNetwork(text: string): boolean {
  const [address = '', bits, surplus] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (bits === undefined) return most > 0;
  return surplus === undefined && /^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= most;
}

/** What every service of a bureau reads from its environment; a service extends it with its own. */
export const baseEnvironment = z.object({
  YIDI_MODE: z.enum(MODES).meta({ description: 'development or production', example: 'development' }),
  BUREAU: z
    .string()
    .regex(/^\d{6}$/, 'must be six digits')
    .pipe(BureauCode)
    .meta({ description: 'Code of the bureau that this service belongs to', example: '990101' }),
  HTTP_HOST: z.string().default('127.0.0.1').meta({ description: 'Address to listen on' }),
  HTTP_PORT: port().meta({ description: 'Port to listen on', example: 4101 }),
  TRUSTED_PROXIES: networkList().default([]).meta({
    description: 'Proxies whose X-Forwarded-For is believed (addresses or networks, by commas)',
  }),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .meta({ description: 'Least level that is logged' }),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres address' })
    .meta({ description: 'Database of this service, as the app role', example: 'postgres://app:…@127.0.0.1:4032/db' }),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10).meta({ description: 'Connections of the pool' }),
  FIELD_KEYS_FILE: z.string().min(1).meta({
    description:
      'Keys for personal columns: {"current":"k1","keys":{"k1":"<base64 32 bytes>"},"index":"<base64 32 bytes>"}',
    example: '/etc/yidi/field-keys.json',
  }),
  KAFKA_BROKERS: brokerList().meta({ description: 'Kafka brokers', example: '127.0.0.1:4092' }),
  KAFKA_USERNAME: z
    .string()
    .min(1)
    .meta({ description: 'Kafka user of the bureau (SCRAM-SHA-512)', example: '990101' }),
  KAFKA_PASSWORD: z.string().min(1).meta({ description: 'Its password', example: '…' }),
  KAFKA_SSL_CA_FILE: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Certificates to trust; with it Kafka is spoken over TLS' }),
  LETTER_KEYS_FILE: z.string().min(1).meta({
    description: 'Private signing and sealing keys of this service (owner-only)',
    example: '/etc/yidi/letter-keys.json',
  }),
  DIRECTORY_FILE: z
    .string()
    .min(1)
    .meta({ description: 'Signed directory of bureaus', example: '/etc/yidi/directory.json' }),
  DIRECTORY_AUTHORITY_KEY: ed25519PublicKey().meta({
    description: 'Public key of the authority that signs the directory (base64url, raw Ed25519)',
    example: '…',
  }),
  OIDC_ISSUER: httpUrl().meta({
    description: 'Sign-in provider of the bureau, exactly as its tokens name it',
    example: 'http://127.0.0.1:4010',
  }),
  OIDC_AUDIENCE: z.string().min(1).default('yidi').meta({ description: 'Audience that access tokens must name' }),
  CLOCK_URL: httpAddress()
    .optional()
    .meta({ description: 'Development clock that this service follows; refused in production' }),
  YIDI_EXIT_WITH_PARENT: z
    .enum(['0', '1'])
    .default('0')
    .meta({ description: 'Exit when the parent process goes away' }),
});

/** Pieces that several services read; each takes those it needs. */
export const environmentPieces = {
  POPULATION_REGISTRY_URL: httpAddress().meta({
    description: 'Population registry that screening and comparison ask',
    example: 'http://127.0.0.1:4021',
  }),
  POLICY_FAMILY: z
    .string()
    .min(1)
    .default('SEED')
    .meta({ description: 'Family of the policy sets that this bureau decides by' }),
  SWEEP_EVERY_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(3_600_000)
    .default(30_000)
    .meta({ description: 'How often running time limits are looked at, in milliseconds' }),
};

/** The parsed environment that every service shares. */
export type ServiceConfig = z.infer<typeof baseEnvironment>;

/** What `migrate` reads; the owner's address is known to nothing else. */
export const migrateEnvironment = z.object({
  DATABASE_URL: baseEnvironment.shape.DATABASE_URL,
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres address' }).meta({
    description: 'The same database as its owner role; only read by migrate',
    example: 'postgres://owner:…@127.0.0.1:4032/db',
  }),
});

/** Every fault of a configuration at once, by the variables' names and never with their values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly faults: readonly string[]) {
    super(`The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

/** Parses an environment; throws one ConfigError that lists everything that is wrong. */
export function readConfig<S extends z.ZodObject>(schema: S, env: Record<string, string | undefined>): z.infer<S> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  const faults = result.success ? [] : result.error.issues.map((issue) => describe(issue, given));
  if (given['YIDI_MODE'] === 'production' && given['CLOCK_URL'] !== undefined)
    faults.push('CLOCK_URL: a production service follows the system clock only');
  if (!result.success || faults.length > 0) throw new ConfigError(faults);
  return result.data;
}

function describe(issue: z.core.$ZodIssue, given: Record<string, unknown>): string {
  const name = String(issue.path[0] ?? 'environment');
  if (!(name in given)) return `${name}: missing`;
  return `${name}: ${issue.message}`;
}

/** The text of `.env.example` for some schemas: each variable with its description, an example or its default. */
export function envExample(...schemas: readonly z.ZodObject[]): string {
  const seen = new Set<string>();
  const lines: string[] = [];
  for (const schema of schemas) {
    for (const [name, piece] of Object.entries(schema.shape)) {
      if (seen.has(name)) continue;
      seen.add(name);
      lines.push(...exampleLines(name, piece as z.ZodType));
    }
  }
  return lines.join('\n');
}

function exampleLines(name: string, piece: z.ZodType): string[] {
  const { description = '', example = '' } = (piece.meta() ?? {}) as {
    description?: string;
    example?: string | number;
  };
  const optional = piece.safeParse(undefined);
  const byDefault = optional.success ? (optional.data as string | number | undefined) : undefined;
  const note = optional.success ? (byDefault === undefined ? ' (optional)' : ' (has a default)') : '';
  return [`# ${description}${note}`, `${optional.success ? '#' : ''}${name}=${byDefault ?? example}`, ''];
}
