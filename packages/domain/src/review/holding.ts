import { type Change, changed } from '../change.js';
import { DomainError } from '../errors.js';
import { nameOf, type Officer } from '../shared/officer.js';
import { availableActs } from '../steps.js';
import { heldByNobody, type Review, type ReviewAct, reviewSteps, stepReview } from './review.js';

/** Only its own reviewer goes on with a case. */
export const claimedByMe = (review: Review, officer: Officer): void => {
  if (review.claimedBy?.id !== officer.id) {
    throw new DomainError('NOT_YOUR_REVIEW', 'another reviewer has this case', { holder: review.claimedBy?.id ?? '' });
  }
};

const notWhoAccepted = (review: Review, officer: Officer, act: 'claim' | 'take-over'): void => {
  if (officer.id === review.acceptedBy.id) {
    throw new DomainError('SAME_OFFICER', 'who accepted the application does not review it', { act });
  }
};

/** A reviewer takes the case, for a while; who accepted it does not review it. */
export function claim(review: Review, officer: Officer, until: Date): Change<Review> {
  const state = stepReview(review, 'claim', officer);
  notWhoAccepted(review, officer, 'claim');
  return changed({ ...review, state, claimedBy: nameOf(officer), claimedUntil: until.toISOString() });
}

/** The time for which a case is held has run out: nobody has worked on it since. */
export const leaseEnded = ({ claimedUntil }: Pick<Review, 'claimedUntil'>, at: Date): boolean =>
  claimedUntil !== null && claimedUntil <= at.toISOString();

const reasonOf = (reason: string | undefined): string => {
  if (reason === undefined) throw new DomainError('REASON_MISSING', 'taking a case from somebody needs a reason', {});
  return reason;
};

/** The acts this officer may do on a review now: nobody takes over their own case, nor one that its holder is at work on. */
export const reviewActs = (
  { state, claimedBy, claimedUntil }: Pick<Review, 'state' | 'claimedBy' | 'claimedUntil'>,
  officer: Officer,
  at: Date,
): ReviewAct[] =>
  availableActs(reviewSteps, state, officer).filter(
    (act) =>
      act !== 'take-over' ||
      (claimedBy?.id !== officer.id && (leaseEnded({ claimedUntil }, at) || officer.roles.includes('supervisor'))),
  );

/** Another reviewer goes on with a case whose holder has left it; before that only one who is a supervisor too, with a reason. */
export function takeOver(
  review: Review,
  { reason, until }: { reason?: string | undefined; until: Date },
  officer: Officer,
  at: Date,
): Change<Review> {
  const state = stepReview(review, 'take-over', officer);
  notWhoAccepted(review, officer, 'take-over');
  const from = review.claimedBy?.id ?? '';
  const ended = leaseEnded(review, at);
  if (!ended && !officer.roles.includes('supervisor')) {
    throw new DomainError('LEASE_RUNNING', 'another reviewer is at work on this case', { holder: from });
  }
  return changed(
    { ...review, state, claimedBy: nameOf(officer), claimedUntil: until.toISOString() },
    { note: { from, ...(ended ? {} : { reason: reasonOf(reason) }) } },
  );
}

/** Whoever works on a case holds it longer. */
export function renewLease(review: Review, officer: Officer, until: Date): Review {
  if (review.state !== 'claimed') {
    throw new DomainError('STEP_NOT_ALLOWED', 'nobody holds this case', { act: 'claim', state: review.state });
  }
  claimedByMe(review, officer);
  return { ...review, claimedUntil: until.toISOString() };
}

/** Gives a case back to the queue: its own reviewer, or a supervisor, who says why. */
export function release(review: Review, officer: Officer, reason?: string): Change<Review> {
  const state = stepReview(review, 'release', officer);
  const next = { ...review, state, ...heldByNobody };
  if (review.claimedBy?.id === officer.id) return changed(next);
  if (!officer.roles.includes('supervisor')) claimedByMe(review, officer);
  return changed(next, { note: { from: review.claimedBy?.id ?? '', reason: reasonOf(reason) } });
}
