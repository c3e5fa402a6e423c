import type { z } from 'zod';
import { changed, type Change } from '../change.js';
import type { ApplicationCorrected, ApplicationWithdrawn } from '../letters/from-intake.js';
import { canStep } from '../steps.js';
import { reviewSteps, stepReview, type Review } from './review.js';

const crossed = (review: Review, letter: string): Change<Review> =>
  changed(review, { note: { crossed: letter, state: review.state } });

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
    { ...review, state: stepReview(review, 'take-withdrawal'), claimedBy: null },
    { note: { reason: letter.reason } },
  );
}

/** The card has been handed over: the case is closed for good. */
export function takeCollection(review: Review, collectedAt: string): Change<Review> {
  if (!canStep(reviewSteps, review.state, 'take-collection')) return crossed(review, 'card.collected');
  return changed({ ...review, state: stepReview(review, 'take-collection'), collectedAt }, { note: {} });
}
