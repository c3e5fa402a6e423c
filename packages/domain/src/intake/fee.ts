import { z } from 'zod';
import { DomainError } from '../errors.js';
import { FeeGround, type PolicySet } from '../policy/policy.js';
import { Fen, OpaqueId } from '../shared/ids.js';
import { PlainText } from '../shared/plain-text.js';
import type { ApplicationReason } from './form.js';

/** What became of the fee; the receipt number has no gaps per till and day. */
export const Fee = z.object({
  state: z.enum(['paid', 'exempt', 'refund-due', 'refunded']),
  amountFen: Fen,
  ground: FeeGround.optional(),
  certificateNumber: PlainText(1, 60).optional(),
  receiptNumber: OpaqueId,
  method: z.enum(['cash', 'none']),
});
export type Fee = z.infer<typeof Fee>;

/** The fee for a reason, less what a ground takes off (Law art. 21; 财综〔2004〕8号). Fen. */
export function feeDue(policy: PolicySet, reason: ApplicationReason, ground?: FeeGround): number {
  const full = policy.feesFen[reason];
  if (!ground) return full;
  if (!policy.exemptionFor.includes(reason)) {
    throw new DomainError('EXEMPTION_NOT_FOR_THIS_REASON', 'this reason has no exemption or reduction', { reason });
  }
  return (full * (100 - policy.reductionPercent[ground])) / 100;
}
