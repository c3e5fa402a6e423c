import { z } from 'zod';

/** The systems of the outside world that a bureau stands on. */
export const outsideNames = ['population-registry', 'credit-feed', 'sms', 'card-machine'] as const;
export type OutsideName = (typeof outsideNames)[number];

/** How a system of the outside world does by the last calls that were really made; nobody is asked for this. */
export const OutsideView = z.object({
  name: z.enum(outsideNames),
  /** `idle`: nothing has been asked since the service began. */
  state: z.enum(['up', 'down', 'idle']),
  /** Its last usable answer; of a feed, when its newest batch was issued. */
  answeredAt: z.iso.datetime().nullable(),
  /** The first of the calls in a row that failed. */
  failingSince: z.iso.datetime().nullable(),
  /** What waits for it and what it is at work on, each counted up to `mostCounted`. */
  waiting: z.int().optional(),
  running: z.int().optional(),
  oldestAt: z.iso.datetime().nullable().optional(),
});
export type OutsideView = z.infer<typeof OutsideView>;
