import { z } from 'zod';
import { OfficerName, PointCode } from '@yidi/domain';

const mostFields = 80;

/** What is on the desk before the form is whole: texts as they were typed, right or wrong, and the step where the clerk stands. */
export const DraftContent = z.strictObject({
  step: z.string().regex(/^[a-z-]{1,30}$/, 'WRONG_FORMAT'),
  fields: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9.-]{0,60}$/), z.string().max(1000))
    .refine((fields) => Object.keys(fields).length <= mostFields, 'TOO_BIG'),
});
export type DraftContent = z.infer<typeof DraftContent>;

/** Saves a draft under an id that the desk chose; the first time the revision seen is 0. */
export const SaveDraft = z.strictObject({ content: DraftContent });

/** A draft in the list: whose it is can be told, not who the applicant is. */
export const DraftRow = z.object({
  id: z.uuid(),
  point: PointCode,
  revision: z.int(),
  /** The applicant as far as typed, masked. */
  person: z.string(),
  savedBy: OfficerName,
  savedAt: z.iso.datetime(),
});
export type DraftRow = z.infer<typeof DraftRow>;
export const DraftList = z.object({ items: z.array(DraftRow) });

/** A draft with what was typed, to be taken up again. */
export const DraftView = DraftRow.extend({ content: DraftContent });
export type DraftView = z.infer<typeof DraftView>;
