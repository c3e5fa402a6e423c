import { queryOptions } from '@tanstack/react-query';
import { OutsideView } from '@yidi/contracts';
import { z } from 'zod';
import { ConsoleHealth, type ServiceName } from '../../../src/contract.js';

/** What a service says of itself: its database decides whether it is ready, all else only whether it is degraded. */
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
  outside: z.array(OutsideView).optional(),
});
export type Readiness = z.infer<typeof Readiness>;

const everyMs = 5_000;

/** What is said at an address; null when nothing that can be understood. */
async function told<S extends z.ZodType>(schema: S, address: string, signal: AbortSignal): Promise<z.infer<S> | null> {
  const answer = await fetch(address, { signal });
  const read = schema.safeParse(await answer.json().catch(() => undefined));
  return read.success ? read.data : null;
}

const again = { refetchInterval: everyMs, retry: false } as const;

/** How a service is; null when it does not answer. */
export const healthQuery = (service: ServiceName) =>
  queryOptions({
    queryKey: ['health', service],
    queryFn: ({ signal }) => told(Readiness, `/api/${service}/health/ready`, signal),
    ...again,
  });

/** How the console itself is. */
export const consoleHealthQuery = queryOptions({
  queryKey: ['health', 'console'],
  queryFn: ({ signal }) => told(ConsoleHealth, '/health/ready', signal),
  ...again,
});
