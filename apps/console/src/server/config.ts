import { baseEnvironment, environmentPieces, httpAddress } from '@yidi/service/config';
import { z } from 'zod';

const seconds = (most: number) => z.coerce.number().int().min(5).max(most);

/** What the console's server reads from its environment. */
export const consoleEnvironment = baseEnvironment
  .pick({
    YIDI_MODE: true,
    BUREAU: true,
    HTTP_HOST: true,
    HTTP_PORT: true,
    TRUSTED_PROXIES: true,
    LOG_LEVEL: true,
    DATABASE_URL: true,
    DATABASE_POOL: true,
    OIDC_ISSUER: true,
    CLOCK_URL: true,
  })
  .extend({
    PUBLIC_ADDRESS: httpAddress().meta({
      description: 'Address under which browsers reach this console; https but for a loopback name',
      example: 'http://990101.localhost:4100',
    }),
    INTAKE_URL: httpAddress().meta({ description: 'The bureau’s intake', example: 'http://127.0.0.1:4101' }),
    REVIEW_URL: httpAddress().meta({ description: 'The bureau’s review', example: 'http://127.0.0.1:4102' }),
    PRODUCTION_URL: httpAddress().meta({ description: 'The bureau’s production', example: 'http://127.0.0.1:4103' }),
    POLICY_FAMILY: environmentPieces.POLICY_FAMILY,
    DESK_DEVICES_URL: httpAddress()
      .refine(
        (text) => isLoopback(new URL(text).hostname),
        'must be a loopback address: devices are on the clerk’s own machine',
      )
      .optional()
      .meta({
        description:
          'Where pages find the program for a desk’s card reader and finger scanner; left out: everything is typed',
        example: 'http://127.0.0.1:4025',
      }),
    OIDC_CLIENT_ID: z
      .string()
      .min(1)
      .meta({ description: 'How the sign-in provider knows this console', example: 'yidi-console-990101' }),
    SESSION_KEYS_FILE: z.string().min(1).meta({
      description:
        'Keys that seal the officers’ tokens and what they type: {"current":"k1","keys":{"k1":"<base64 32 bytes>"}}',
      example: '/etc/yidi/session-keys.json',
    }),
    SESSION_IDLE_SECONDS: seconds(12 * 3600)
      .default(1800)
      .meta({ description: 'A session without any input ends then' }),
    SESSION_LONGEST_SECONDS: seconds(24 * 3600)
      .default(36_000)
      .meta({ description: 'No session lasts longer' }),
  })
  .refine(({ PUBLIC_ADDRESS }) => isSafe(new URL(PUBLIC_ADDRESS)), {
    path: ['PUBLIC_ADDRESS'],
    error: 'must be https; http only for a loopback name',
  });

/** The parsed environment of the console's server. */
export type ConsoleConfig = z.infer<typeof consoleEnvironment>;

function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || isLoopback(hostname);
}

function isLoopback(hostname: string): boolean {
  return /^(127\.0\.0\.1|\[::1\]|localhost|.+\.localhost)$/.test(hostname);
}
