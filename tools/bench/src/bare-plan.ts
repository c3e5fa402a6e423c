import { z } from 'zod';

/** What the bare loop has to write: for each application once the same rows, under ids of its own. */
export const BarePlan = z.object({
  database: z.string(),
  ids: z.array(z.string()),
  /** Acceptance numbers begin here, so that no round repeats those of another. */
  numbersFrom: z.number(),
  connections: z.number(),
  milliseconds: z.number(),
});
export type BarePlan = z.infer<typeof BarePlan>;

/** What it wrote. */
export const BareSeen = z.object({ written: z.number(), milliseconds: z.number(), cpuMilliseconds: z.number() });
export type BareSeen = z.infer<typeof BareSeen>;
