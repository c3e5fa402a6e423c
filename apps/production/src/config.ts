import { z } from 'zod';
import { baseEnvironment, httpAddress } from '@yidi/service';

/** What production reads from its environment. */
export const productionEnvironment = baseEnvironment.extend({
  CARD_MACHINE_URL: httpAddress().meta({
    description: 'Card machine with its chip reader',
    example: 'http://127.0.0.1:4024',
  }),
  POLICY_FAMILY: z
    .string()
    .min(1)
    .default('SEED')
    .meta({ description: 'Family of the policy sets that this bureau uses' }),
  SWEEP_EVERY_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(30_000)
    .meta({ description: 'How often time limits are looked at, in milliseconds' }),
});

/** Production's parsed environment. */
export type ProductionConfig = z.infer<typeof productionEnvironment>;
