import type { z } from 'zod';
import { type Change, changed } from '../change.js';
import { type Clock, nextWarningOn, noticeClocks, startClock } from '../intake/clocks.js';
import type { ApplicationReason, Paper, RegistrationForm } from '../intake/form.js';
import type { ToldScreening } from '../intake/screening.js';
import type { ApplicationAccepted } from '../letters/from-intake.js';
import { ApplicationRefused, type Contact, type countyRefusalCodes } from '../letters/from-review.js';
import type { PolicySet } from '../policy/policy.js';
import { chinaDay, type Day } from '../shared/calendar.js';
import type { Officer, OfficerName } from '../shared/officer.js';
import { canStep, type Step, stepTo } from '../steps.js';
import type { ChipForms, SignedCertification } from './certification.js';
import type { ComparedItem } from './comparison.js';
import type { AcceptanceNumber, BureauCode, PointCode } from '../shared/ids.js';

export const reviewStates = [
  'open',
  'claimed',
  'reviewed',
  'issued',
  'refused',
  'returned',
  'withdrawn',
  'rerouted',
  'revoked',
] as const;
export type ReviewState = (typeof reviewStates)[number];

/** States in which a person has a live review here: one at a time, nation-wide. */
export const liveReviewStates = [
  'open',
  'claimed',
  'reviewed',
  'issued',
  'returned',
] as const satisfies readonly ReviewState[];

/** States in which a review waits for this county, whose time is running. */
export const pressingReviewStates = ['open', 'claimed', 'reviewed'] as const satisfies readonly ReviewState[];

const reviewer = { roles: ['reviewer'], inPost: true } as const;
const issuer = { roles: ['issuer'], inPost: true } as const;

/** What may stop an issue. */
const issueGuards = [
  'SAME_OFFICER',
  'RECOMMENDATION_DIFFERS',
  'NOT_REGISTERED_HERE',
  'PAPERS_MISSING',
  'NAME_TOO_LONG_FOR_CHIP',
  'SECOND_SCRIPT_MISSING',
] as const;

export type ReviewAct =
  | 'claim'
  | 'take-over'
  | 'release'
  | 'return'
  | 'recommend'
  | 'reroute'
  | 'send-back'
  | 'issue'
  | 'refuse'
  | 'refuse-second'
  | 'revoke'
  | 'take-back'
  | 'take-correction'
  | 'take-withdrawal'
  | 'take-collection';

/** The county's review, from the letter to the decision. */
export const reviewSteps: readonly Step<ReviewState, ReviewAct>[] = [
  { act: 'claim', from: ['open'], to: 'claimed', who: reviewer, notWho: ['accept'], guards: ['SAME_OFFICER'] },
  {
    act: 'take-over',
    from: ['claimed'],
    to: 'claimed',
    who: reviewer,
    notWho: ['accept'],
    guards: ['SAME_OFFICER', 'LEASE_RUNNING', 'REASON_MISSING'],
  },
  {
    act: 'release',
    from: ['claimed'],
    to: 'open',
    who: { roles: ['reviewer', 'supervisor'] },
    guards: ['NOT_YOUR_REVIEW', 'REASON_MISSING'],
  },
  {
    act: 'return',
    from: ['claimed'],
    to: 'returned',
    who: reviewer,
    guards: ['NOT_YOUR_REVIEW'],
    letters: ['application.returned'],
  },
  {
    act: 'recommend',
    from: ['claimed'],
    to: 'reviewed',
    who: reviewer,
    guards: ['NOT_YOUR_REVIEW', 'DIFFERENCES_UNSETTLED', 'NAME_TOO_LONG_FOR_CHIP'],
  },
  {
    act: 'reroute',
    from: ['claimed'],
    to: 'rerouted',
    who: reviewer,
    guards: ['NOT_YOUR_REVIEW', 'NOT_MOVED'],
    letters: ['application.rerouted'],
  },
  { act: 'send-back', from: ['reviewed'], to: 'open', who: issuer },
  {
    act: 'issue',
    from: ['reviewed'],
    to: 'issued',
    who: issuer,
    notWho: ['accept', 'recommend'],
    guards: issueGuards,
    letters: ['application.issued'],
  },
  {
    act: 'refuse',
    from: ['reviewed'],
    to: 'refused',
    who: issuer,
    notWho: ['accept', 'recommend'],
    guards: ['RECOMMENDATION_DIFFERS', 'SAME_OFFICER'],
    letters: ['application.refused'],
  },
  { act: 'refuse-second', from: ['open'], to: 'refused', who: 'system', letters: ['application.refused'] },
  { act: 'revoke', from: ['issued'], to: 'revoked', who: issuer, letters: ['issue.revoked'] },
  { act: 'take-back', from: ['rerouted'], to: 'open', who: 'letter' },
  { act: 'take-correction', from: ['returned'], to: 'open', who: 'letter' },
  {
    act: 'take-withdrawal',
    from: ['open', 'claimed', 'reviewed', 'returned', 'issued'],
    to: 'withdrawn',
    who: 'letter',
  },
  { act: 'take-collection', from: ['issued'], to: 'issued', who: 'letter' },
];

export type Recommendation =
  | { verdict: 'issue'; settled: { item: ComparedItem; grounds: string }[]; chip?: ChipForms | undefined }
  | { verdict: 'refuse'; code: (typeof countyRefusalCodes)[number]; grounds: string };

/** What a review says of its holder when it has none. */
export const heldByNobody = { claimedBy: null, claimedUntil: null } as const;

/** A review as the registration county holds it. */
export interface Review {
  readonly applicationId: string;
  readonly state: ReviewState;
  readonly revision: number;
  readonly bureau: BureauCode;
  /** Bureau of residence: the only one whose letters act on this review. */
  readonly residenceBureau: BureauCode;
  readonly point: PointCode;
  readonly acceptanceNumber: AcceptanceNumber;
  readonly reason: ApplicationReason;
  readonly form: RegistrationForm;
  readonly papers: readonly Paper[];
  readonly screening: ToldScreening;
  readonly acceptedBy: OfficerName;
  readonly receivedAt: string;
  readonly clock: Clock;
  readonly claimedBy: OfficerName | null;
  /** Until then nobody else takes the case over; working on it moves this on. */
  readonly claimedUntil: string | null;
  readonly recommendation: (Recommendation & { by: OfficerName; at: string }) | null;
  /** What an issuer wanted looked at again, until somebody has recommended again. */
  readonly sentBack: { words: string; by: OfficerName; at: string } | null;
  readonly signed: SignedCertification | null;
  readonly refusal: { code: string; words: string; at: string; by?: OfficerName | undefined } | null;
  readonly returns: number;
  readonly collectedAt: string | null;
}

/** The state an act leads a review to, or a DomainError that says why not. */
export const stepReview = (review: Review, act: ReviewAct, officer?: Officer): ReviewState =>
  stepTo(reviewSteps, review.state, act, officer);

/** Whom letters about a review go to. */
export const intakeOf = (review: Pick<Review, 'residenceBureau'>) =>
  ({ bureau: review.residenceBureau, service: 'intake' }) as const;

/** The letter opens a review; the county's five days start on the day it came (Norm art. 84). */
export function openReview(
  letter: z.infer<(typeof ApplicationAccepted)['schema']>,
  at: { residenceBureau: BureauCode; bureau: BureauCode; receivedAt: Date; policy: PolicySet },
): Review {
  const { applicationId, point, acceptanceNumber, reason, form, papers, screening, acceptedBy } = letter;
  const { residenceBureau, bureau, receivedAt, policy } = at;
  return {
    applicationId,
    state: 'open',
    revision: 1,
    bureau,
    residenceBureau,
    point,
    acceptanceNumber,
    reason,
    form,
    papers,
    screening,
    acceptedBy,
    receivedAt: receivedAt.toISOString(),
    clock: startClock('county', chinaDay(receivedAt), policy),
    ...heldByNobody,
    recommendation: null,
    sentBack: null,
    signed: null,
    refusal: null,
    returns: 0,
    collectedAt: null,
  };
}

/** The first live review of a person stands; a second is refused, naming the first one's bureau and number. */
export function refuseSecond(
  second: Review,
  first: Pick<Review, 'residenceBureau' | 'acceptanceNumber'>,
  contact: Contact,
  at: Date,
): Change<Review> {
  const refusedAt = at.toISOString();
  const code = 'live-application-elsewhere' as const;
  const words = `该人在 ${first.residenceBureau} 已有在办申请，受理号 ${first.acceptanceNumber}`;
  return changed(
    { ...second, state: stepReview(second, 'refuse-second'), refusal: { code, words, at: refusedAt } },
    {
      letters: [
        ApplicationRefused.write(intakeOf(second), {
          applicationId: second.applicationId,
          code,
          explanation: words,
          contact,
          firstApplication: { bureau: first.residenceBureau, acceptanceNumber: first.acceptanceNumber },
          refusedAt,
        }),
      ],
      note: { code },
    },
  );
}

/** What opens or keeps a review, unless its person has another live one here: then this is the second. */
export function unlessSecond(
  change: Change<Review>,
  first: Pick<Review, 'applicationId' | 'residenceBureau' | 'acceptanceNumber'> | undefined,
  contact: Contact,
  at: Date,
): Change<Review> {
  const { next } = change;
  if (!first || first.applicationId === next.applicationId) return change;
  return canStep(reviewSteps, next.state, 'refuse-second') ? refuseSecond(next, first, contact, at) : change;
}

/** Whether the next move is the county's own. */
export const waitsForCounty = ({ state }: Pick<Review, 'state'>): boolean =>
  state === 'open' || state === 'claimed' || state === 'reviewed';

/** The next day on which the sweep has something to notice about a review that waits for the county. */
export function reviewWarningOn(review: Review, policy: PolicySet): Day | undefined {
  return waitsForCounty(review) ? nextWarningOn([review.clock], policy) : undefined;
}

/** Notes the levels that the county's clock has reached; it never decides anything. */
export function noticeReviewDeadline(review: Review, policy: PolicySet, at: Date): Change<Review> {
  const { clocks, reached } = noticeClocks([review.clock], chinaDay(at), policy);
  return changed(
    { ...review, clock: clocks[0] ?? review.clock },
    { note: { reached: reached.map(({ level }) => level) } },
  );
}
