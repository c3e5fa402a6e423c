import { fingers } from '@yidi/domain';
import { z } from 'zod';

/* What the program for a desk's devices answers on the clerk's own machine (docs/outside-world.md). */

const Text = z.string().max(100);

/** What the reader says is written in a card's chip, as it is written there: it is checked like everything typed. */
export const CardRead = z.object({
  citizenNumber: Text,
  name: Text,
  ethnicity: Text,
  address: Text,
  /** Whether the chip bears fingerprints to compare with. */
  fingerprints: z.boolean(),
});
export type CardRead = z.infer<typeof CardRead>;

/** The card that lies on the reader, if there is one. */
export const CardAnswer = z.discriminatedUnion('found', [
  z.object({ found: z.literal(false) }),
  z.object({ found: z.literal(true), card: CardRead }),
]);
export type CardAnswer = z.infer<typeof CardAnswer>;

/** Which finger is to be taken. */
export const CaptureFinger = z.strictObject({ finger: z.enum(fingers) });

/** Whether the finger could be taken, and how well, from 0 to 100 (GA/T 1012): neither image nor features leave the device. */
export const FingerCaptured = z.object({ taken: z.boolean(), quality: z.int().min(0).max(100) });
export type FingerCaptured = z.infer<typeof FingerCaptured>;

/** A finger on the scanner beside those in the chip of the card on the reader. */
export const FingerCompared = z.object({
  result: z.enum(['match', 'no-match', 'not-taken', 'no-fingerprints', 'no-card']),
});
export type FingerCompared = z.infer<typeof FingerCompared>;
