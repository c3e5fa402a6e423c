/** Every refusal by a rule has one of these codes; the words of each are in words/errors.ts. */
export const domainErrorCodes = [
  'STEP_NOT_ALLOWED',
  'ROLE_NOT_ALLOWED',
  'NOT_IN_POST',
  'SAME_OFFICER',
  'PERSON_EXCHANGED',
  'PAPERS_MISSING',
  'NOT_SCREENED',
  'FINDINGS_OPEN',
  'FINDING_UNKNOWN',
  'NOTHING_TO_COUNTERSIGN',
  'FINDING_NOT_CONFIRMABLE',
  'FINDING_DOES_NOT_REFUSE',
  'FINDING_DOES_NOT_SUSPEND',
  'FEE_NOT_SETTLED',
  'FEE_ALREADY_SETTLED',
  'FEE_WRONG_AMOUNT',
  'EXEMPTION_NOT_FOR_THIS_REASON',
  'LIVE_APPLICATION_EXISTS',
  'CARD_ALREADY_ORDERED',
  'RECEIPT_WRONG',
  'RECEIPT_MISSING',
  'PROXY_NOT_ALLOWED',
  'REGISTRATION_CANCELLED',
  'IDENTITY_NOT_CONFIRMED',
  'ORIGINAL_CARD_NOT_RETURNED',
  'WAIVER_NEEDS_SUPERVISOR',
  'DIFFERENCE_NOT_PAID',
  'SIGNATURE_MISSING',
  'ITEMS_UNANSWERED',
  'ITEM_NOT_RETURNED',
  'ITEM_ANSWERED_TWICE',
  'NOT_YOUR_REVIEW',
  'LEASE_RUNNING',
  'REASON_MISSING',
  'NOT_CLEAN',
  'DIFFERENCES_UNSETTLED',
  'RECOMMENDATION_DIFFERS',
  'NOT_REGISTERED_HERE',
  'NOT_MOVED',
  'NAME_TOO_LONG_FOR_CHIP',
  'SECOND_SCRIPT_MISSING',
  'CARD_EXISTS',
  'CHECKLIST_FAILED',
  'CHIP_DIFFERS',
  'PARCEL_MIXED',
  'WRONG_POINT',
  'NOT_IN_PARCEL',
  'NOT_MISSING',
  'BLANKS_DO_NOT_ADD_UP',
  'TILL_DOES_NOT_ADD_UP',
  'UNKNOWN_BUREAU',
  'PAPER_NOT_DUE',
] as const;

export type DomainErrorCode = (typeof domainErrorCodes)[number];

/** An act refused by a rule. `details` names what was wrong by code or number, never a person. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;
  readonly details: Readonly<Record<string, string | number | readonly string[]>>;

  constructor(
    code: DomainErrorCode,
    message: string,
    details: Readonly<Record<string, string | number | readonly string[]>> = {},
  ) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
