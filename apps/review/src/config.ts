import { z } from 'zod';
import { baseEnvironment, httpAddress } from '@yidi/service';

/** What the review service reads from its environment. */
export const reviewEnvironment = baseEnvironment.extend({
  POPULATION_REGISTRY_URL: httpAddress().meta({
    description: 'Population registry',
    example: 'http://127.0.0.1:4021',
  }),
  CERTIFY_KEY_FILE: z.string().min(1).meta({
    description: 'Private key that signs certifications (owner-only); no other service has it',
    example: '/etc/yidi/certify-key.json',
  }),
  POLICY_FAMILY: z
    .string()
    .min(1)
    .default('SEED')
    .meta({ description: 'Family of policy sets that this bureau follows' }),
  SWEEP_EVERY_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(3_600_000)
    .default(30_000)
    .meta({ description: 'How often running time limits are looked at' }),
});

/** The parsed environment of the review service. */
export type ReviewConfig = z.infer<typeof reviewEnvironment>;
