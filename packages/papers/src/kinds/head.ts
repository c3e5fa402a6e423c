import { InstantText, PlainText } from '@yidi/domain';
import { z } from 'zod';
import { momentText } from '../values.js';

const line = PlainText(1, 200);

/** The office that hands the paper out. */
export const Office = z.object({
  bureau: line,
  bureauEn: line,
  place: line,
  address: line,
  phone: line,
});
export type Office = z.infer<typeof Office>;

/** What every paper says of itself: whose it is, which copy, by whom and when it was printed. */
export const PaperHead = z.object({
  office: Office,
  /** A paper of a demonstration is marked as one. */
  demo: z.boolean(),
  copy: z.int().min(1),
  printedBy: line,
  printedAt: InstantText,
});
export type PaperHead = z.infer<typeof PaperHead>;

/** The head as templates show it. */
export const headValues = ({ printedAt, ...head }: PaperHead) => ({ ...head, printedAt: momentText(printedAt) });
