import { z } from 'zod';
import {
  AcceptanceNumber,
  ApplicationReason,
  BureauCode,
  CitizenNumberText,
  DayText,
  Fen,
  OfficerName,
  PersonNameText,
  PlainText,
  printKinds,
} from '@yidi/domain';

const printer = PlainText(1, 60).optional();

/** A paper of an application to be printed; `size` is the receipt's. */
export const PrintPaper = z.strictObject({
  kind: z.enum(printKinds),
  size: z.enum(['a5', '80mm']).optional(),
  /** Which printer it goes to, as the desk calls it. */
  printer,
});

/** The manifest of a batch to be printed. */
export const PrintManifest = z.strictObject({ kind: z.literal('batch-manifest'), printer });

/** One print: which copy of which paper, by whom, and how many characters had to be written in by hand. */
export const PrintView = z.object({
  kind: z.string(),
  copy: z.int(),
  by: OfficerName,
  at: z.iso.datetime(),
  printer: z.string().nullable(),
  missingCharacters: z.int(),
});
export type PrintView = z.infer<typeof PrintView>;

/** What was printed of a thing, oldest first; and what can be printed now. */
export const PrintsView = z.object({ items: z.array(PrintView), printable: z.array(z.string()) });
export type PrintsView = z.infer<typeof PrintsView>;

/** Is this receipt genuine? The text of its second code; name and number where somebody has both at hand. */
export const ReceiptQuestion = z.strictObject({
  proof: PlainText(1, 600),
  holder: z.strictObject({ name: PersonNameText, citizenNumber: CitizenNumberText }).optional(),
});
export type ReceiptQuestion = z.infer<typeof ReceiptQuestion>;

/** What the bureau that is named on a receipt vouches for. */
export const ReceiptAnswer = z.object({
  /** `revoked`: signed with a key that was taken back; `unreadable`: this is no receipt's code. */
  verdict: z.enum(['genuine', 'revoked', 'not-genuine', 'unreadable']),
  receipt: z
    .object({
      bureau: BureauCode,
      bureauName: z.string(),
      phone: z.string(),
      number: AcceptanceNumber,
      reason: ApplicationReason,
      acceptedOn: DayText,
      dueOn: DayText,
      feeFen: Fen,
      printedOn: DayText,
      /** Whether the name and number asked about are the holder's; null where none were given. */
      holder: z.enum(['matches', 'differs']).nullable(),
    })
    .nullable(),
});
export type ReceiptAnswer = z.infer<typeof ReceiptAnswer>;
