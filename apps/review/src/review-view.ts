import type { z } from 'zod';
import type { ReviewRow, ReviewView } from '@yidi/contracts';
import {
  type CardFace,
  compare,
  isClean,
  maskCitizenNumber,
  maskPersonName,
  type Officer,
  overLengthItems,
  type RegistryAnswer,
  type Review,
  reviewActs,
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
    claimedUntil: review.claimedUntil,
    clean: review.clean,
  };
}

/** Who looks, and when. */
interface Look {
  readonly officer: Officer;
  readonly at: Date;
}

/** What the reviewer recommended; on which grounds, since they tell of the person, only clear. */
function recommended({ by, at, ...given }: NonNullable<Review['recommendation']>, clear: boolean) {
  return { verdict: given.verdict, by, at, given: clear ? given : null };
}

/** A review in one look; the form, grounds, what the registry answered and the card's face only for whoever gave a purpose. */
export function viewOf(
  review: Review,
  { officer, at }: Look,
  seen?: { readonly registry: RegistryAnswer; readonly face: CardFace | null },
): ReviewView {
  const registry = seen?.registry;
  const { form, recommendation, sentBack, refusal } = review;
  const { name, citizenNumber } = form;
  return {
    ...rowOf({ ...review, clean: isClean(review) }),
    ...(registry && { person: { name, citizenNumber } }),
    form: registry ? form : null,
    papers: [...review.papers],
    screening: review.screening,
    comparison: registry ? compare(form, registry) : null,
    overLength: registry?.answer === 'found' ? overLengthItems(registry.person) : null,
    recommendation: recommendation && recommended(recommendation, registry !== undefined),
    sentBack: sentBack && { ...sentBack, words: registry ? sentBack.words : null },
    certificationId: review.signed?.certification.id ?? null,
    face: seen?.face ?? null,
    refusal: refusal && { code: refusal.code, words: refusal.words, at: refusal.at },
    clock: review.clock,
    availableActs: reviewActs(review, officer, at),
  };
}
