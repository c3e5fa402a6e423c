import type { z } from 'zod';
import type { ReviewRow, ReviewView } from '@yidi/contracts';
import {
  availableActs,
  compare,
  maskCitizenNumber,
  maskPersonName,
  overLengthItems,
  reviewSteps,
  type Officer,
  type RegistryAnswer,
  type Review,
} from '@yidi/domain';
import type { ReviewLine } from './store/review-rows.js';

/** A review as a line of the queue, the person masked, or dashed where the form cannot be opened. */
export function rowOf(review: ReviewLine): z.infer<typeof ReviewRow> {
  const { applicationId, state, revision, acceptanceNumber, residenceBureau, point, reason, form, clock } = review;
  return {
    applicationId,
    state,
    revision,
    acceptanceNumber,
    residenceBureau,
    point,
    reason,
    person: form
      ? { name: maskPersonName(form.name), citizenNumber: maskCitizenNumber(form.citizenNumber) }
      : { name: '—', citizenNumber: '—' },
    receivedAt: review.receivedAt,
    dueOn: clock.dueOn,
    warned: clock.warned,
    claimedBy: review.claimedBy,
  };
}

/** A review in one look; the form and what the registry answered only for whoever gave a purpose. */
export function viewOf(review: Review, officer: Officer, registry?: RegistryAnswer): ReviewView {
  const { form, recommendation, refusal } = review;
  const { name, citizenNumber } = form;
  return {
    ...rowOf(review),
    ...(registry && { person: { name, citizenNumber } }),
    form: registry ? form : null,
    papers: [...review.papers],
    screening: review.screening,
    comparison: registry ? compare(form, registry) : null,
    overLength: registry?.answer === 'found' ? overLengthItems(registry.person) : null,
    recommendation: recommendation && {
      verdict: recommendation.verdict,
      by: recommendation.by,
      at: recommendation.at,
    },
    certificationId: review.signed?.certification.id ?? null,
    refusal: refusal && { code: refusal.code, words: refusal.words, at: refusal.at },
    clock: review.clock,
    availableActs: availableActs(reviewSteps, review.state, officer),
  };
}
