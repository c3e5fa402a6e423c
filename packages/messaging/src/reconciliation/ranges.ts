import { z } from 'zod';

/** At most so many ranges stand in one letter. */
export const ranges = 100;

/** From the first to the last number, both included. */
export const Range = z.tuple([z.int().positive(), z.int().positive()]).refine(([first, last]) => first <= last);
export type Range = z.infer<typeof Range>;

/** Ranges of numbers, in order. */
export const Ranges = z.array(Range).max(ranges);

/** How many numbers ranges hold. */
export function sizeOf(all: readonly Range[]): number {
  return all.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}
