import { z } from 'zod';
import { baseEnvironment, ed25519PublicKey, httpAddress } from '@yidi/service';

/** What intake reads from its environment. */
export const intakeEnvironment = baseEnvironment.extend({
  POPULATION_REGISTRY_URL: httpAddress().meta({
    description: 'Population registry that screening asks',
    example: 'http://127.0.0.1:4021',
  }),
  CREDIT_PLATFORM_KEY: ed25519PublicKey().meta({
    description: 'Public key of the credit platform (base64url, raw Ed25519)',
    example: '…',
  }),
  SMS_URL: httpAddress().meta({ description: 'SMS provider', example: 'http://127.0.0.1:4023' }),
  POLICY_FAMILY: z.string().min(1).default('SEED').meta({ description: 'Family of policy sets to decide by' }),
  SWEEP_EVERY_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(30_000)
    .meta({ description: 'How often running time limits are looked at, milliseconds' }),
});
export type IntakeConfig = z.infer<typeof intakeEnvironment>;
