import { z } from 'zod';
import { baseEnvironment, environmentPieces } from '@yidi/service';

/** What the review service reads from its environment. */
export const reviewEnvironment = baseEnvironment.extend({
  POPULATION_REGISTRY_URL: environmentPieces.POPULATION_REGISTRY_URL,
  CERTIFY_KEY_FILE: z.string().min(1).meta({
    description: 'Private key that signs certifications (owner-only); no other service has it',
    example: '/etc/yidi/certify-key.json',
  }),
  POLICY_FAMILY: environmentPieces.POLICY_FAMILY,
  SWEEP_EVERY_MS: environmentPieces.SWEEP_EVERY_MS,
  REVIEW_LEASE_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .default(30)
    .meta({ description: 'So long a reviewer who has stopped working on a case still holds it' }),
});

/** The parsed environment of the review service. */
export type ReviewConfig = z.infer<typeof reviewEnvironment>;
