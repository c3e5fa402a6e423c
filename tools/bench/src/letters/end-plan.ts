import { z } from 'zod';
import { ServiceKeysFile } from '@yidi/messaging';

/** What one end of a pipe is given: a service that does nothing but write letters or take them in. */
export const EndPlan = z.object({
  bureau: z.string(),
  service: z.enum(['desk', 'county']),
  /** False leaves seal and signature out, to see what they cost. */
  sealed: z.boolean(),
  database: z.string(),
  kafka: z.object({ brokers: z.array(z.string()), username: z.string(), password: z.string() }),
  keys: ServiceKeysFile,
  directory: z.string(),
  authority: z.string(),
  /** At-rest key, base64. */
  atRest: z.string(),
});
export type EndPlan = z.infer<typeof EndPlan>;

/** What an end is asked to do. */
export const Order = z.discriminatedUnion('do', [
  /** All in one transaction, so that they begin to travel at its commit. */
  z.object({ do: z.literal('write'), to: z.string(), count: z.number(), bytes: z.number() }),
  /** Each in a transaction of its own, so many a second. */
  z.object({
    do: z.literal('write-steadily'),
    to: z.string(),
    count: z.number(),
    bytes: z.number(),
    perSecond: z.number(),
  }),
  /** Until so many more effects are committed than at the last time. */
  z.object({ do: z.literal('take'), count: z.number() }),
  /** Until nothing waits to be sent. */
  z.object({ do: z.literal('send-all') }),
  /** Until every letter has its receipt. */
  z.object({ do: z.literal('settle') }),
  z.object({ do: z.literal('tell-usage') }),
]);
export type Order = z.infer<typeof Order>;

/** What it answers: when it was done, in milliseconds since 1970, and what else was seen. */
export const Done = z.object({
  at: z.number(),
  /** Letters with the instants of their commits. */
  letters: z.array(z.tuple([z.string(), z.number()])).default([]),
  cpuMilliseconds: z.number(),
  peakMegabytes: z.number(),
});
export type Done = z.infer<typeof Done>;
