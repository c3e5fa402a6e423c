import {
  ApplicationReason,
  applicationStates,
  applicationStateWords,
  DayText,
  Fee,
  feeGroundWords,
  formatFen,
  PlainText,
  reasonWords,
} from '@yidi/domain';
import { z } from 'zod';
import { amountInCapitals, dayWords } from '../values.js';
import { PaperHead } from './head.js';

/** 收费凭据: what was paid, waived or given back. */
export const FeeReceipt = z.object({
  head: PaperHead,
  name: PlainText(1, 50),
  reason: ApplicationReason,
  fee: Fee,
  on: DayText,
  /** How the application ended, and the day on which the money went back, where it did. */
  refund: z.object({ after: z.enum(applicationStates), on: DayText }).nullable(),
});

const stateWords = {
  paid: { zh: '已收', en: 'Paid' },
  exempt: { zh: '免收', en: 'Exempt' },
  'refund-due': { zh: '待退', en: 'To be refunded' },
  refunded: { zh: '已退', en: 'Refunded' },
} as const;

export const feeReceiptValues = ({ reason, fee, on, refund, ...rest }: z.infer<typeof FeeReceipt>) => ({
  ...rest,
  reason: reasonWords[reason],
  on: dayWords(on),
  receiptNumber: fee.receiptNumber,
  amount: formatFen(fee.amountFen),
  capitals: amountInCapitals(fee.amountFen),
  state: stateWords[fee.state],
  ground: fee.ground ? feeGroundWords[fee.ground] : null,
  certificateNumber: fee.certificateNumber ?? null,
  refund: refund && {
    number: fee.refundReceipt ?? null,
    grounds: applicationStateWords[refund.after],
    on: dayWords(refund.on),
  },
});
