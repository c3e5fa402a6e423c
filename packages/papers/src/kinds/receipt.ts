import {
  AcceptanceNumber,
  ApplicationReason,
  DayText,
  Fen,
  formatFen,
  groupedReceiptCode,
  isRenewal,
  maskCitizenNumber,
  PlainText,
  printedReceiptCode,
  reasonWords,
  ReceiptCode,
} from '@yidi/domain';
import { z } from 'zod';
import { dayWords } from '../values.js';
import { PaperHead } from './head.js';

/** A5 for the desk's printer, 80 mm for a till roll. */
export const receiptSizes = ['a5', '80mm'] as const;
export type ReceiptSize = (typeof receiptSizes)[number];

/** 受理回执: who holds it asks where the card is and collects it. */
export const Receipt = z.object({
  head: PaperHead,
  size: z.enum(receiptSizes),
  number: AcceptanceNumber,
  receiptCode: ReceiptCode,
  name: PlainText(1, 50),
  citizenNumber: PlainText(1, 18),
  reason: ApplicationReason,
  acceptedOn: DayText,
  dueOn: DayText,
  feeFen: Fen,
  /** Where the public pages are, without a path at the end; none where the bureau has not published them. */
  publicAddress: z.url().nullable(),
  proof: PlainText(1, 600),
});

/** The receipt as its template shows it. */
export function receiptValues({ reason, publicAddress, proof, ...rest }: z.infer<typeof Receipt>) {
  const address = publicAddress?.replace(/\/+$/, '') ?? null;
  return {
    ...rest,
    reason: reasonWords[reason],
    renewal: isRenewal(reason),
    citizenNumber: maskCitizenNumber(rest.citizenNumber),
    acceptedOn: dayWords(rest.acceptedOn),
    dueOn: dayWords(rest.dueOn),
    fee: formatFen(rest.feeFen),
    grouped: groupedReceiptCode(rest.receiptCode),
    address,
    codes: {
      counter: printedReceiptCode(rest.receiptCode),
      track: address === null ? null : `${address}/track#${printedReceiptCode(rest.receiptCode)}`,
      verify: address === null ? proof : `${address}/verify#${proof}`,
    },
  };
}
