import { z } from 'zod';

/** What the load generator has to send. */
export const LoadPlan = z.object({
  address: z.string(),
  tokens: z.array(z.string()),
  applications: z.array(z.object({ id: z.string(), station: z.number(), revision: z.number() })),
  connections: z.number(),
  /** At most so many a second; as many as are answered when left out. */
  perSecond: z.number().optional(),
  /** No new request after this. */
  milliseconds: z.number(),
});
export type LoadPlan = z.infer<typeof LoadPlan>;

/** What it saw: an entry per accepted application, and what else was answered. */
export const LoadSeen = z.object({
  accepted: z.array(z.object({ id: z.string(), at: z.number(), milliseconds: z.number() })),
  others: z.record(z.string(), z.number()),
  milliseconds: z.number(),
  cpuMilliseconds: z.number(),
});
export type LoadSeen = z.infer<typeof LoadSeen>;
