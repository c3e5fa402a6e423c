import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { ServiceName } from '../../../src/contract.js';

/** What a service says of itself: its database decides whether it is ready, letters only whether it is degraded. */
export const Readiness = z.object({
  status: z.enum(['ready', 'degraded', 'not-ready']),
  database: z.enum(['up', 'down', 'behind']),
  messaging: z
    .object({
      kafka: z.enum(['up', 'down']),
      inbox: z.enum(['reading', 'failing']),
      outbox: z.object({ unsent: z.int(), oldestSeconds: z.number() }),
      parked: z.int(),
      directory: z.string(),
    })
    .optional(),
});
export type Readiness = z.infer<typeof Readiness>;

const everyMs = 5_000;

/** How a service is; null when it does not answer. */
export const healthQuery = (service: ServiceName) =>
  queryOptions({
    queryKey: ['health', service],
    queryFn: async ({ signal }): Promise<Readiness | null> => {
      const answer = await fetch(`/api/${service}/health/ready`, { signal });
      const read = Readiness.safeParse(await answer.json().catch(() => undefined));
      return read.success ? read.data : null;
    },
    refetchInterval: everyMs,
    retry: false,
  });
