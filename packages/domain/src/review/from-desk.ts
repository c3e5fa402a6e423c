import type { z } from 'zod';
import { type Change, changed } from '../change.js';
import type {
  ApplicationAccepted,
  ApplicationCorrected,
  ApplicationWithdrawn,
  LossLifted,
  LossReported,
  ReviewReminded,
} from '../letters/from-intake.js';
import type { PolicySet } from '../policy/policy.js';
import { canStep } from '../steps.js';
import { heldByNobody, openReview, type Review, reviewSteps, stepReview, waitsForCounty } from './review.js';

const crossed = (review: Review, letter: string): Change<Review> =>
  changed(review, { note: { crossed: letter, state: review.state } });

/** 转回: the registration is here after all. The case that was sent on opens anew, as it has become, with five days from this letter. */
export function takeBack(
  review: Review,
  letter: z.infer<(typeof ApplicationAccepted)['schema']>,
  at: { receivedAt: Date; policy: PolicySet },
): Change<Review> {
  const state = stepReview(review, 'take-back');
  const { residenceBureau, bureau, revision, returns } = review;
  return changed(
    { ...openReview(letter, { residenceBureau, bureau, ...at }), state, revision, returns },
    { note: { acceptanceNumber: letter.acceptanceNumber } },
  );
}

/** The desk's answers: the case is open again, same clocks. */
export function takeCorrection(
  review: Review,
  letter: z.infer<(typeof ApplicationCorrected)['schema']>,
): Change<Review> {
  if (!canStep(reviewSteps, review.state, 'take-correction')) return crossed(review, 'application.corrected');
  const { form, papers, answers } = letter;
  return changed(
    { ...review, state: stepReview(review, 'take-correction'), form, papers },
    { note: { items: answers.map(({ item }) => item) } },
  );
}

/** The applicant has withdrawn: wherever the review stands, it ends here; a certification already sent is never used. */
export function takeWithdrawal(
  review: Review,
  letter: z.infer<(typeof ApplicationWithdrawn)['schema']>,
): Change<Review> {
  if (!canStep(reviewSteps, review.state, 'take-withdrawal')) return crossed(review, 'application.withdrawn');
  return changed(
    { ...review, state: stepReview(review, 'take-withdrawal'), ...heldByNobody },
    { note: { reason: letter.reason } },
  );
}

/** 督办: the desk reminds of the limit; noted while the case waits for the county, nothing is ever decided by it. */
export function takeReminder(review: Review, letter: z.infer<(typeof ReviewReminded)['schema']>): Change<Review> {
  if (!waitsForCounty(review)) return crossed(review, 'review.reminded');
  return changed(review, { note: { reminded: letter.level, dueOn: letter.dueOn } });
}

/** 挂失: the desk has reported the loss of this county's card; whatever the case comes to, the loss counts (Norm art. 85). */
export const takeLoss = (review: Review, { reportedAt }: z.infer<(typeof LossReported)['schema']>): Change<Review> =>
  changed(review, { note: { lossReportedAt: reportedAt } });

/** 解挂: the card was found. */
export const takeFound = (review: Review, { liftedAt }: z.infer<(typeof LossLifted)['schema']>): Change<Review> =>
  changed(review, { note: { lossLiftedAt: liftedAt } });

/** The card has been handed over: the case is closed for good. One revoked meanwhile is out in the world, and the county has to know. */
export function takeCollection(review: Review, collectedAt: string): Change<Review> {
  if (review.state === 'revoked') {
    return { ...crossed(review, 'card.collected'), next: { ...review, collectedAt } };
  }
  if (!canStep(reviewSteps, review.state, 'take-collection')) return crossed(review, 'card.collected');
  return changed({ ...review, state: stepReview(review, 'take-collection'), collectedAt }, { note: {} });
}
