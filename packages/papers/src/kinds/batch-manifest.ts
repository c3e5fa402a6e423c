import { BureauCode, DayText, InstantText, PlainText, PointCode } from '@yidi/domain';
import { z } from 'zod';
import { momentText } from '../values.js';
import { PaperHead } from './head.js';

/** 制证批次清单: the cards of one batch; it names cards and points, never a person. */
export const BatchManifest = z.object({
  head: PaperHead,
  batchId: z.uuid(),
  maker: PlainText(1, 50),
  startedAt: InstantText,
  cards: z
    .array(
      z.object({
        cardId: z.uuid(),
        serial: z.string().nullable(),
        orderedBy: BureauCode,
        point: PointCode,
        dueOn: DayText,
        attempt: z.int(),
      }),
    )
    .min(1)
    .max(500),
});

export const batchManifestValues = ({ startedAt, batchId, ...rest }: z.infer<typeof BatchManifest>) => ({
  ...rest,
  batchId,
  startedAt: momentText(startedAt),
  codes: { batch: batchId.toUpperCase() },
});
