import { type Change, changed } from '../change.js';
import { DomainError } from '../errors.js';
import type { RegistryAnswer } from '../intake/registry.js';
import { ApplicationRerouted, ApplicationReturned, type Contact, type ReturnedItem } from '../letters/from-review.js';
import type { PolicySet } from '../policy/policy.js';
import { chinaDay, lastDayOf } from '../shared/calendar.js';
import { nameOf, type Officer } from '../shared/officer.js';
import { compare, overLengthItems } from './comparison.js';
import { claimedByMe } from './holding.js';
import { heldByNobody, intakeOf, type Recommendation, type Review, stepReview } from './review.js';
import type { BureauCode } from '../shared/ids.js';

/** 退回补正: every item to put right, at once. */
export function returnForCorrection(
  review: Review,
  { items, contact }: { items: ReturnedItem[]; contact: Contact },
  policy: PolicySet,
  officer: Officer,
  at: Date,
): Change<Review> {
  const state = stepReview(review, 'return', officer);
  claimedByMe(review, officer);
  return changed(
    { ...review, state, ...heldByNobody, returns: review.returns + 1 },
    {
      letters: [
        ApplicationReturned.write(intakeOf(review), {
          applicationId: review.applicationId,
          items,
          contact,
          answerBy: lastDayOf(chinaDay(at), policy.deadlinesDays.answerReturned, policy.dayCount),
          returnedAt: at.toISOString(),
          returnedBy: nameOf(officer),
        }),
      ],
      note: { items: items.map(({ item, code }) => `${item}:${code}`) },
    },
  );
}

/** The division where the registry has the person now, if it is another than this county's. */
function movedTo(registry: RegistryAnswer, divisions: readonly string[]): string | undefined {
  if (registry.answer !== 'found') return undefined;
  const { registration, division, movedTo: next } = registry.person;
  if (registration === 'moved') return next;
  return registration === 'active' && !divisions.includes(division) ? division : undefined;
}

/** 转办: the registration has moved during the review; the case goes to the county that has it now, and ends here. */
export function reroute(
  review: Review,
  registry: RegistryAnswer,
  { divisions, countyOf }: { divisions: readonly string[]; countyOf: (division: string) => BureauCode | undefined },
  officer: Officer,
  at: Date,
): Change<Review> {
  const state = stepReview(review, 'reroute', officer);
  claimedByMe(review, officer);
  const division = movedTo(registry, divisions);
  const county = division === undefined ? undefined : countyOf(division);
  if (county === undefined || county === review.bureau) {
    throw new DomainError('NOT_MOVED', 'the registry names no other county', {});
  }
  return changed(
    { ...review, state, ...heldByNobody },
    {
      letters: [
        ApplicationRerouted.write(intakeOf(review), {
          applicationId: review.applicationId,
          county,
          reroutedAt: at.toISOString(),
          reroutedBy: nameOf(officer),
        }),
      ],
      note: { county },
    },
  );
}

/** Grounds for every item that differs or could not be compared, and a form for the chip where the full one has no room. */
function fitToIssue(
  { form }: Review,
  { settled, chip }: Extract<Recommendation, { verdict: 'issue' }>,
  registry: RegistryAnswer,
): void {
  const items = compare(form, registry)
    .filter(({ item, verdict }) => verdict !== 'same' && !settled.some((each) => each.item === item))
    .map(({ item }) => item);
  if (items.length > 0) throw new DomainError('DIFFERENCES_UNSETTLED', 'items differ and are not settled', { items });
  const tooLong = registry.answer === 'found' ? overLengthItems(registry.person) : [];
  const fields = tooLong.filter((item) => chip?.[item] === undefined);
  if (fields.length > 0) {
    throw new DomainError('NAME_TOO_LONG_FOR_CHIP', 'the form for the chip is missing', { fields });
  }
}

/** 审核: recommends to issue (every difference settled, and printable as far as the registry tells) or to refuse. */
export function recommend(
  review: Review,
  recommendation: Recommendation,
  registry: RegistryAnswer,
  officer: Officer,
  at: Date,
): Change<Review> {
  const state = stepReview(review, 'recommend', officer);
  claimedByMe(review, officer);
  if (recommendation.verdict === 'issue') fitToIssue(review, recommendation, registry);
  return changed(
    {
      ...review,
      state,
      claimedUntil: null,
      sentBack: null,
      recommendation: { ...recommendation, by: nameOf(officer), at: at.toISOString() },
    },
    { note: { verdict: recommendation.verdict } },
  );
}

/** The issuer wants it looked at again, and says what to look at; another reviewer may take it. */
export function sendBack(review: Review, { words }: { words: string }, officer: Officer, at: Date): Change<Review> {
  return changed({
    ...review,
    state: stepReview(review, 'send-back', officer),
    ...heldByNobody,
    recommendation: null,
    sentBack: { words, by: nameOf(officer), at: at.toISOString() },
  });
}
