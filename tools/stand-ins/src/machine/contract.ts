import { z } from 'zod';

const chipBytes = 256;
const Id = z.string().regex(/^[\w.:-]{1,128}$/, 'must be 1 to 128 letters, digits or . : _ -');

/** One card to make: what is printed, the chip's text record (GA/T 490: 256 bytes) and the photo (JPEG). */
export const CardRequest = z.strictObject({
  cardId: Id,
  face: z.record(z.string(), z.unknown()).describe('layout data, printed as it is'),
  chip: z
    .base64()
    .refine((text) => Buffer.from(text, 'base64').length === chipBytes, `must be ${chipBytes} bytes`)
    .describe(`${chipBytes} bytes`),
  photo: z.base64().min(4),
});
export type CardRequest = z.infer<typeof CardRequest>;

/** A job: cards that are made in the order given. */
export const JobRequest = z.strictObject({
  jobId: Id,
  cards: z
    .array(CardRequest)
    .min(1)
    .max(1000)
    .refine((cards) => new Set(cards.map(({ cardId }) => cardId)).size === cards.length, 'names a card twice'),
});
export type JobRequest = z.infer<typeof JobRequest>;

/** What became of one card. */
export const CardState = z.object({
  cardId: Id,
  state: z.enum(['waiting', 'made', 'failed']),
  serial: z.string().optional().describe('of the made card; its chip is read by it'),
  error: z.string().optional().describe('why the machine failed, as a code'),
});
export type CardState = z.infer<typeof CardState>;

/** How far a job is. */
export const JobState = z.object({
  jobId: Id,
  state: z.enum(['waiting', 'running', 'done']),
  cards: z.array(CardState),
});

/** What a chip reader reads. */
export const ChipReading = z.object({
  serial: z.string(),
  chip: z.base64(),
  photoHash: z.string().describe('SHA-256 of the photo in the chip, hex'),
});
