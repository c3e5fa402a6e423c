import type { z } from 'zod';
import { baseEnvironment, environmentPieces, httpAddress } from '@yidi/service';

/** What production reads from its environment. */
export const productionEnvironment = baseEnvironment.extend({
  CARD_MACHINE_URL: httpAddress().meta({
    description: 'Card machine with its chip reader',
    example: 'http://127.0.0.1:4024',
  }),
  POLICY_FAMILY: environmentPieces.POLICY_FAMILY,
  SWEEP_EVERY_MS: environmentPieces.SWEEP_EVERY_MS,
});

/** Production's parsed environment. */
export type ProductionConfig = z.infer<typeof productionEnvironment>;
