import type { Contact, countyRefusalCodes, ReturnedItem } from '../letters/from-review.js';
import { DomainError } from '../errors.js';
import type { RuleId } from '../policy/policy.js';
import type { SignedCertification } from '../review/certification.js';
import { availableActs, type Step, stepTo } from '../steps.js';
import type { Day } from '../shared/calendar.js';
import type { Officer, OfficerName } from '../shared/officer.js';
import type { ReceiptCode } from '../shared/receipt-code.js';
import type { Clock } from './clocks.js';
import type { Collection, HandOverException } from './collection.js';
import type { Fee } from './fee.js';
import type { ApplicationReason, Paper, RegistrationForm } from './form.js';
import type { Screening } from './screening.js';
import type { AcceptanceNumber, BureauCode, PointCode } from '../shared/ids.js';

export const applicationStates = [
  'draft',
  'screened',
  'suspended',
  'accepted',
  'returned',
  'corrected',
  'issued',
  'ordered',
  'made',
  'arrived',
  'collected',
  'refused-here',
  'refused-by-county',
  'withdrawn',
  'revoked',
  'void',
  'destroyed',
] as const;
export type ApplicationState = (typeof applicationStates)[number];

/** States in which a person has a live application: one at a time. */
export const liveApplicationStates = [
  'draft',
  'screened',
  'suspended',
  'accepted',
  'returned',
  'corrected',
  'issued',
  'ordered',
  'made',
  'arrived',
] as const satisfies readonly ApplicationState[];

const desk = { roles: ['clerk', 'accepting-officer'] } as const;
const counter = { roles: ['clerk', 'accepting-officer', 'supervisor'] } as const;
const decider = { roles: ['accepting-officer'], inPost: true } as const;
const overseer = { roles: ['supervisor'], inPost: true } as const;

/** What may stop a hand-over. */
const handOverGuards = [
  'NOT_SCREENED',
  'REGISTRATION_CANCELLED',
  'RECEIPT_MISSING',
  'RECEIPT_WRONG',
  'PROXY_NOT_ALLOWED',
  'IDENTITY_NOT_CONFIRMED',
  'ORIGINAL_CARD_NOT_RETURNED',
  'WAIVER_NEEDS_SUPERVISOR',
  'DIFFERENCE_NOT_PAID',
  'SIGNATURE_MISSING',
  'SAME_OFFICER',
] as const;

export type ApplicationAct =
  | 'fill-form'
  | 'attach'
  | 'screen'
  | 'settle-finding'
  | 'countersign'
  | 'settle-fee'
  | 'refuse'
  | 'suspend'
  | 'resume'
  | 'discard'
  | 'accept'
  | 'withdraw'
  | 'correct'
  | 'allow-exception'
  | 'collect'
  | 'take-return'
  | 'take-reroute'
  | 'take-refusal'
  | 'take-issue'
  | 'order'
  | 'take-revocation'
  | 'take-made'
  | 'take-spoiled'
  | 'take-dispatch'
  | 'take-arrival'
  | 'take-cancellation'
  | 'take-destruction';

/** 异地受理 from first form to hand-over: every step there is. */
export const applicationSteps: readonly Step<ApplicationState, ApplicationAct>[] = [
  {
    act: 'fill-form',
    from: ['draft', 'screened'],
    to: 'draft',
    who: desk,
    guards: ['PERSON_EXCHANGED', 'FEE_ALREADY_SETTLED'],
  },
  { act: 'attach', from: ['draft', 'screened'], to: 'draft', who: desk },
  { act: 'attach', from: ['returned'], to: 'returned', who: desk },
  { act: 'screen', from: ['draft', 'screened'], to: 'screened', who: desk },
  {
    act: 'settle-finding',
    from: ['screened'],
    to: 'screened',
    who: decider,
    guards: ['NOT_SCREENED', 'FINDING_UNKNOWN', 'FINDING_NOT_CONFIRMABLE'],
  },
  {
    act: 'countersign',
    from: ['screened'],
    to: 'screened',
    who: overseer,
    notWho: ['settle-finding'],
    guards: ['NOT_SCREENED', 'FINDING_UNKNOWN', 'NOTHING_TO_COUNTERSIGN', 'SAME_OFFICER'],
  },
  {
    act: 'settle-fee',
    from: ['screened'],
    to: 'screened',
    who: desk,
    guards: ['FEE_ALREADY_SETTLED', 'FEE_WRONG_AMOUNT', 'PAPERS_MISSING', 'EXEMPTION_NOT_FOR_THIS_REASON'],
  },
  {
    act: 'refuse',
    from: ['screened', 'suspended'],
    to: 'refused-here',
    who: decider,
    guards: ['NOT_SCREENED', 'FINDING_UNKNOWN', 'FINDING_DOES_NOT_REFUSE'],
  },
  {
    act: 'suspend',
    from: ['screened'],
    to: 'suspended',
    who: decider,
    guards: ['NOT_SCREENED', 'FINDING_UNKNOWN', 'FINDING_DOES_NOT_SUSPEND'],
  },
  { act: 'resume', from: ['suspended'], to: 'draft', who: desk },
  { act: 'discard', from: ['draft', 'screened', 'suspended'], to: 'void', who: desk },
  {
    act: 'accept',
    from: ['screened'],
    to: 'accepted',
    who: decider,
    guards: ['NOT_SCREENED', 'FINDINGS_OPEN', 'FEE_NOT_SETTLED'],
    letters: ['attachment.sent', 'application.accepted', 'loss.reported'],
  },
  {
    act: 'withdraw',
    from: ['accepted', 'returned', 'corrected'],
    to: 'withdrawn',
    who: desk,
    guards: ['CARD_ALREADY_ORDERED'],
    letters: ['application.withdrawn', 'loss.lifted'],
  },
  { act: 'take-return', from: ['accepted', 'corrected'], to: 'returned', who: 'letter' },
  {
    act: 'correct',
    from: ['returned'],
    to: 'corrected',
    who: desk,
    guards: ['ITEMS_UNANSWERED', 'ITEM_NOT_RETURNED', 'ITEM_ANSWERED_TWICE'],
    letters: ['attachment.sent', 'application.corrected'],
  },
  {
    act: 'take-reroute',
    from: ['accepted', 'corrected'],
    to: 'accepted',
    who: 'letter',
    letters: ['attachment.sent', 'application.accepted', 'loss.reported'],
  },
  { act: 'take-refusal', from: ['accepted', 'corrected', 'returned'], to: 'refused-by-county', who: 'letter' },
  { act: 'take-issue', from: ['accepted', 'corrected', 'returned'], to: 'issued', who: 'letter' },
  { act: 'order', from: ['issued'], to: 'ordered', who: 'system', letters: ['card.ordered'] },
  {
    act: 'take-revocation',
    from: ['issued', 'ordered', 'made', 'arrived'],
    to: 'revoked',
    who: 'letter',
    letters: ['card.stopped'],
  },
  { act: 'take-made', from: ['ordered'], to: 'made', who: 'letter' },
  { act: 'take-spoiled', from: ['ordered', 'made', 'arrived'], to: 'ordered', who: 'letter' },
  { act: 'take-dispatch', from: ['made'], to: 'made', who: 'letter' },
  { act: 'take-arrival', from: ['made'], to: 'arrived', who: 'letter' },
  { act: 'allow-exception', from: ['arrived'], to: 'arrived', who: overseer },
  {
    act: 'collect',
    from: ['arrived'],
    to: 'collected',
    who: counter,
    notWho: ['allow-exception'],
    guards: handOverGuards,
    letters: ['card.collected'],
  },
  { act: 'take-cancellation', from: ['revoked'], to: 'revoked', who: 'letter' },
  { act: 'take-destruction', from: ['revoked'], to: 'destroyed', who: 'letter' },
];

/** An application as its bureau of residence holds it. */
export interface Application {
  readonly id: string;
  readonly state: ApplicationState;
  readonly revision: number;
  readonly bureau: BureauCode;
  readonly point: PointCode;
  readonly reason: ApplicationReason;
  readonly form: RegistrationForm;
  /** When the applicant signed the form: the whole clock starts here (Law art. 12). */
  readonly signedAt: string;
  /** County of registration, by the population registry; by the clerk while the registry is away. */
  readonly registrationBureau: BureauCode;
  readonly startedBy: OfficerName;
  readonly papers: readonly Paper[];
  readonly screening: Screening | null;
  readonly fee: Fee | null;
  readonly acceptance: { number: AcceptanceNumber; receiptCode: ReceiptCode; at: string; by: OfficerName } | null;
  readonly clocks: readonly Clock[];
  readonly suspension: { rule: RuleId; words: string; at: string; by: OfficerName } | null;
  readonly returned: {
    items: ReturnedItem[];
    contact: Contact;
    answerBy: Day;
    at: string;
    by: OfficerName;
    /** Papers attached since, by SHA-256: they go with the correction. */
    fresh: string[];
  } | null;
  readonly refusal: Refusal | null;
  readonly signed: SignedCertification | null;
  /** Where the card is made and what is known of it. */
  readonly card: {
    bureau: BureauCode;
    cardId?: string;
    serial?: string;
    parcelNumber?: string;
    spoiled: number;
  } | null;
  /** What a supervisor has allowed for the hand-over, each with grounds. */
  readonly exceptions: readonly HandOverException[];
  readonly collection: Collection | null;
}

/** A refusal is a decision with its reason in words, here or by the county. */
export type Refusal =
  | { by: 'desk'; rule: RuleId; because: string[]; words: string; at: string; officer: OfficerName }
  | {
      by: 'county';
      code: (typeof countyRefusalCodes)[number];
      words: string;
      contact: Contact;
      at: string;
      officer?: OfficerName | undefined;
      firstApplication?: { bureau: BureauCode; acceptanceNumber: AcceptanceNumber } | undefined;
    };

/** An application is handled where it was opened; a supervisor answers for every point of the bureau. */
export const worksThere = ({ point }: Application, officer: Officer): boolean =>
  officer.point === point || officer.roles.includes('supervisor');

/** The state an act leads an application to, or a DomainError that says why not. */
export function stepApplication(application: Application, act: ApplicationAct, officer?: Officer): ApplicationState {
  const state = stepTo(applicationSteps, application.state, act, officer);
  if (officer && !worksThere(application, officer)) {
    throw new DomainError('WRONG_POINT', 'the application is handled at another point', { point: application.point });
  }
  return state;
}

/** The acts this officer may do on an application: none from another point. */
export const applicationActs = (application: Application, officer: Officer): ApplicationAct[] =>
  worksThere(application, officer) ? availableActs(applicationSteps, application.state, officer) : [];
