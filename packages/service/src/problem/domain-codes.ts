import { type DomainError, type DomainErrorCode, errorWords } from '@yidi/domain';
import type { ProblemAnswer } from './problem.js';

/** What the caller may not do: 403. What the state of things does not allow: 409. What was given does not fit: 422. */
export const domainStatus: Readonly<Record<DomainErrorCode, 403 | 404 | 409 | 422>> = {
  STEP_NOT_ALLOWED: 409,
  ROLE_NOT_ALLOWED: 403,
  NOT_IN_POST: 403,
  SAME_OFFICER: 403,
  PERSON_EXCHANGED: 409,
  PAPERS_MISSING: 422,
  NOT_SCREENED: 409,
  FINDINGS_OPEN: 409,
  FINDING_UNKNOWN: 422,
  NOTHING_TO_COUNTERSIGN: 409,
  FINDING_NOT_CONFIRMABLE: 409,
  FINDING_DOES_NOT_REFUSE: 409,
  FINDING_DOES_NOT_SUSPEND: 409,
  FEE_NOT_SETTLED: 409,
  FEE_ALREADY_SETTLED: 409,
  FEE_WRONG_AMOUNT: 422,
  EXEMPTION_NOT_FOR_THIS_REASON: 422,
  LIVE_APPLICATION_EXISTS: 409,
  CARD_ALREADY_ORDERED: 409,
  RECEIPT_WRONG: 422,
  RECEIPT_MISSING: 422,
  PROXY_NOT_ALLOWED: 409,
  REGISTRATION_CANCELLED: 409,
  IDENTITY_NOT_CONFIRMED: 409,
  ORIGINAL_CARD_NOT_RETURNED: 409,
  WAIVER_NEEDS_SUPERVISOR: 403,
  DIFFERENCE_NOT_PAID: 422,
  ITEMS_UNANSWERED: 422,
  ITEM_NOT_RETURNED: 422,
  ITEM_ANSWERED_TWICE: 422,
  NOT_YOUR_REVIEW: 403,
  LEASE_RUNNING: 409,
  REASON_MISSING: 422,
  NOT_CLEAN: 409,
  DIFFERENCES_UNSETTLED: 409,
  RECOMMENDATION_DIFFERS: 409,
  NOT_REGISTERED_HERE: 409,
  NOT_MOVED: 409,
  NAME_TOO_LONG_FOR_CHIP: 422,
  SECOND_SCRIPT_MISSING: 422,
  CARD_EXISTS: 409,
  CHECKLIST_FAILED: 409,
  CHIP_DIFFERS: 409,
  PARCEL_MIXED: 422,
  WRONG_POINT: 403,
  NOT_IN_PARCEL: 422,
  NOT_MISSING: 409,
  BLANKS_DO_NOT_ADD_UP: 409,
  TILL_DOES_NOT_ADD_UP: 409,
  UNKNOWN_BUREAU: 422,
  PAPER_NOT_DUE: 409,
};

/** A rule's refusal of an act, in the words of the office. */
export function domainAnswer({ code, message, details }: DomainError): ProblemAnswer {
  const { en, zh } = errorWords[code];
  return { code, status: domainStatus[code], title: en, titleZh: zh, detail: message, details };
}
