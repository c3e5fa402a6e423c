import { z } from 'zod';
import { type CardFace, machineFaults } from '@yidi/domain';

/** What the machine is asked to make; chip and photo in base64. */
export interface CardJob {
  readonly jobId: string;
  readonly cards: readonly {
    readonly cardId: string;
    readonly face: CardFace;
    readonly chip: string;
    readonly photo: string;
  }[];
}

/** How far the machine is with a job, card by card. */
export const JobState = z.object({
  jobId: z.string(),
  state: z.enum(['waiting', 'running', 'done']),
  cards: z.array(
    z.discriminatedUnion('state', [
      z.object({ cardId: z.uuid(), state: z.literal('waiting') }),
      z.object({ cardId: z.uuid(), state: z.literal('made'), serial: z.string().min(1).max(64) }),
      z.object({ cardId: z.uuid(), state: z.literal('failed'), error: z.enum(machineFaults).catch('other-fault') }),
    ]),
  ),
});
export type JobState = z.infer<typeof JobState>;

/** A batch that the machine has not finished. */
export interface OpenBatch {
  readonly id: string;
  readonly state: 'sent' | 'running';
  /** Looks in a row that failed. */
  readonly tries: number;
  readonly inMs: number;
}
