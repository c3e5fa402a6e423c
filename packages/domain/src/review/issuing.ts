import { type Change, changed } from '../change.js';
import { DomainError } from '../errors.js';
import type { RegisteredPerson, RegistryAnswer } from '../intake/registry.js';
import {
  ApplicationIssued,
  ApplicationRefused,
  type Contact,
  type countyRefusalCodes,
  IssueRevoked,
  type revocationReasons,
} from '../letters/from-review.js';
import { overLengthFields } from '../production/chip.js';
import { chinaDay, type LeapBirthday } from '../shared/calendar.js';
import { nameOf, type Officer } from '../shared/officer.js';
import { CardFace, type Certification, type SignedCertification } from './certification.js';
import { compare } from './comparison.js';
import { intakeOf, type Review, type ReviewAct, stepReview } from './review.js';
import { validityBy, validityFor } from './validity.js';

const notTheReviewer = (review: Review, officer: Officer, act: ReviewAct): NonNullable<Review['recommendation']> => {
  if (!review.recommendation) throw new DomainError('RECOMMENDATION_DIFFERS', 'nobody has recommended anything', {});
  if (review.recommendation.by.id === officer.id || review.acceptedBy.id === officer.id) {
    throw new DomainError('SAME_OFFICER', 'who reviewed or accepted does not decide', { act });
  }
  return review.recommendation;
};

/** What would stand on the card: the registered items, this county as issuing organ, validity by age today. */
export function faceFor(
  { recommendation }: Pick<Review, 'recommendation'>,
  person: RegisteredPerson,
  { issuingOrgan, leapBirthday = 'feb-28' }: { issuingOrgan: string; leapBirthday?: LeapBirthday },
  at: Date,
): CardFace {
  const chip = recommendation?.verdict === 'issue' ? recommendation.chip : undefined;
  return CardFace.parse({
    name: person.name,
    sex: person.sex,
    ethnicity: person.ethnicity,
    bornOn: person.bornOn,
    citizenNumber: person.citizenNumber,
    address: person.registeredAddress,
    issuingOrgan,
    validity: validityFor(person.bornOn, chinaDay(at), leapBirthday),
    ...(chip ? { chip } : {}),
    ...(person.secondScript ? { secondScript: person.secondScript } : {}),
  });
}

/** Nothing in the case needed anybody's word: every rule passed at the desk, no item differed, none was too long for the chip. */
export const isClean = ({ recommendation, screening }: Pick<Review, 'recommendation' | 'screening'>): boolean =>
  recommendation?.verdict === 'issue' &&
  recommendation.settled.length === 0 &&
  recommendation.chip === undefined &&
  screening.findings.every(({ answer }) => answer === 'pass');

/** Only clean cases are issued many at once, and only while the registry still says the same. */
export function demandClean(review: Review, registry: RegistryAnswer): void {
  if (isClean(review) && compare(review.form, registry).every(({ verdict }) => verdict === 'same')) return;
  throw new DomainError('NOT_CLEAN', 'something in this case was settled, or differs now', {});
}

/** What the issuer certifies: the registered items, validity by age today, this county as issuing organ; of a person of the county's own divisions. Not yet signed. */
export function certify(
  review: Review,
  person: RegisteredPerson,
  {
    id,
    issuingOrgan,
    divisions,
    leapBirthday = 'feb-28',
  }: { id: string; issuingOrgan: string; divisions: readonly string[]; leapBirthday?: LeapBirthday },
  officer: Officer,
  at: Date,
): Certification {
  stepReview(review, 'issue', officer);
  const { by, ...recommended } = notTheReviewer(review, officer, 'issue');
  if (recommended.verdict !== 'issue')
    throw new DomainError('RECOMMENDATION_DIFFERS', 'the reviewer recommends a refusal', {});
  if (person.registration !== 'active' || !divisions.includes(person.division)) {
    throw new DomainError('NOT_REGISTERED_HERE', 'the registration is not (any more) here', {
      registration: person.registration,
    });
  }
  const photo = review.papers.find(({ kind }) => kind === 'photo');
  if (!photo) throw new DomainError('PAPERS_MISSING', 'there is no photo', { papers: ['photo'] });
  if (person.script && person.script !== 'han' && person.secondScript?.script !== person.script) {
    throw new DomainError('SECOND_SCRIPT_MISSING', 'the items in the second script are missing', {
      script: person.script,
    });
  }
  const today = chinaDay(at);
  const face = faceFor(review, person, { issuingOrgan, leapBirthday }, at);
  const fields = overLengthFields(face);
  if (fields.length > 0) {
    throw new DomainError('NAME_TOO_LONG_FOR_CHIP', 'the reviewer has to give the form for the chip', { fields });
  }
  return {
    id,
    applicationId: review.applicationId,
    acceptanceNumber: review.acceptanceNumber,
    reason: review.reason,
    issuedAt: at.toISOString(),
    bureau: review.bureau,
    face,
    photoSha256: photo.sha256,
    reviewer: by,
    issuer: { ...nameOf(officer), inPost: true },
    validityBy: validityBy(person.bornOn, today, leapBirthday),
  };
}

/** 签发: the signed certification goes to the bureau of residence. */
export function issue(review: Review, signed: SignedCertification, officer: Officer): Change<Review> {
  const state = stepReview(review, 'issue', officer);
  return changed(
    { ...review, state, signed },
    {
      letters: [ApplicationIssued.write(intakeOf(review), { applicationId: review.applicationId, signed })],
      note: { certification: signed.certification.id },
    },
  );
}

/** 不予签发, with reason, words and contact; the issuer may refuse whatever the reviewer recommends. */
export function refuse(
  review: Review,
  { code, explanation, contact }: { code: (typeof countyRefusalCodes)[number]; explanation: string; contact: Contact },
  officer: Officer,
  at: Date,
): Change<Review> {
  const state = stepReview(review, 'refuse', officer);
  notTheReviewer(review, officer, 'refuse');
  const refusedAt = at.toISOString();
  const refusedBy = nameOf(officer);
  return changed(
    { ...review, state, refusal: { code, words: explanation, at: refusedAt, by: refusedBy } },
    {
      letters: [
        ApplicationRefused.write(intakeOf(review), {
          applicationId: review.applicationId,
          code,
          explanation,
          contact,
          refusedAt,
          refusedBy,
        }),
      ],
      note: { code },
    },
  );
}

/** 撤销签发: moved or cancelled registration, death, error. */
export function revoke(
  review: Review,
  { reason, explanation }: { reason: (typeof revocationReasons)[number]; explanation: string },
  officer: Officer,
  at: Date,
): Change<Review> {
  const state = stepReview(review, 'revoke', officer);
  return changed(
    { ...review, state },
    {
      letters: [
        IssueRevoked.write(intakeOf(review), {
          applicationId: review.applicationId,
          reason,
          explanation,
          revokedAt: at.toISOString(),
          revokedBy: nameOf(officer),
        }),
      ],
      note: { reason },
    },
  );
}
