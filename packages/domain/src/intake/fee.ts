import { z } from 'zod';
import { DomainError } from '../errors.js';
import { FeeGround, type PolicySet } from '../policy/policy.js';
import { FeeReceiptNumber } from '../shared/ids.js';
import { Fen, lessPercent } from '../shared/money.js';
import { PlainText } from '../shared/plain-text.js';
import type { Officer } from '../shared/officer.js';
import { type Step, stepTo } from '../steps.js';
import type { ApplicationReason } from './form.js';

/** What may stand in the way of an exemption. */
const exemptGuards = ['PAPERS_MISSING', 'EXEMPTION_NOT_FOR_THIS_REASON'] as const;

export const feeStates = ['due', 'paid', 'exempt', 'refund-due', 'refunded'] as const;
export type FeeState = (typeof feeStates)[number];
export type FeeAct = 'pay' | 'exempt' | 'owe-back' | 'refund';

const desk = { roles: ['clerk', 'accepting-officer'] } as const;

/** The way of a fee: money taken stays or goes back, once, and what was never taken never goes back. */
export const feeSteps: readonly Step<FeeState, FeeAct>[] = [
  { act: 'pay', from: ['due'], to: 'paid', who: desk, guards: ['FEE_WRONG_AMOUNT'] },
  { act: 'exempt', from: ['due'], to: 'exempt', who: desk, guards: exemptGuards },
  { act: 'owe-back', from: ['paid'], to: 'refund-due', who: 'system' },
  { act: 'refund', from: ['refund-due'], to: 'refunded', who: { roles: ['clerk', 'accepting-officer', 'supervisor'] } },
];

/** What became of the fee; the receipt number has no gaps per till and day. */
export const Fee = z.object({
  state: z.enum(feeStates).exclude(['due']),
  amountFen: Fen,
  ground: FeeGround.optional(),
  certificateNumber: PlainText(1, 60).optional(),
  receiptNumber: FeeReceiptNumber,
  /** Number of the receipt for the money given back. */
  refundReceipt: FeeReceiptNumber.optional(),
  method: z.enum(['cash', 'none']),
});
export type Fee = z.infer<typeof Fee>;

/** The fee for a reason, less what a ground takes off (Law art. 21; 财综〔2004〕8号). Fen. */
export function feeDue(policy: PolicySet, reason: ApplicationReason, ground?: FeeGround): Fen {
  const full = policy.feesFen[reason];
  if (!ground) return full;
  if (!policy.exemptionFor.includes(reason)) {
    throw new DomainError('EXEMPTION_NOT_FOR_THIS_REASON', 'this reason has no exemption or reduction', { reason });
  }
  return lessPercent(full, policy.reductionPercent[ground]);
}

/** The money is given back at the counter, once. */
export const refund = (fee: Fee, officer: Officer): Fee => ({ ...fee, state: given(fee, 'refund', officer) });

/** What goes back to the applicant, or went back; fen. */
export const givenBackFen = (fee: Fee | null): Fen | null =>
  fee?.state === 'refund-due' || fee?.state === 'refunded' ? fee.amountFen : null;

/** Money that was taken is owed back. */
export const oweBack = (fee: Fee): Fee => ({ ...fee, state: given(fee, 'owe-back') });

function given({ state }: Fee, act: FeeAct, officer?: Officer): Fee['state'] {
  return Fee.shape.state.parse(stepTo<FeeState, FeeAct>(feeSteps, state, act, officer));
}
