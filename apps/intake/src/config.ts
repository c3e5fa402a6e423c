import type { z } from 'zod';
import { baseEnvironment, ed25519PublicKey, environmentPieces, httpAddress } from '@yidi/service';

/** What intake reads from its environment. */
export const intakeEnvironment = baseEnvironment.extend({
  POPULATION_REGISTRY_URL: environmentPieces.POPULATION_REGISTRY_URL,
  CREDIT_PLATFORM_KEY: ed25519PublicKey().meta({
    description: 'Public key of the credit platform (base64url, raw Ed25519)',
    example: '…',
  }),
  SMS_URL: httpAddress().meta({ description: 'SMS provider', example: 'http://127.0.0.1:4023' }),
  PUBLIC_ADDRESS: httpAddress()
    .optional()
    .meta({ description: 'Where the public pages are, as receipts print it', example: 'http://127.0.0.1:4104' }),
  POLICY_FAMILY: environmentPieces.POLICY_FAMILY,
  SWEEP_EVERY_MS: environmentPieces.SWEEP_EVERY_MS,
});
export type IntakeConfig = z.infer<typeof intakeEnvironment>;
