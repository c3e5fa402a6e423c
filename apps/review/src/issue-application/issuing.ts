import { Inject, Injectable } from '@nestjs/common';
import type { ReviewView } from '@yidi/contracts';
import {
  canStep,
  type CardFace,
  Certification,
  certify,
  type Change,
  demandClean,
  DomainError,
  faceFor,
  issue,
  type RegisteredPerson,
  type RegistryAnswer,
  type Review,
  reviewSteps,
  stepReview,
} from '@yidi/domain';
import { type CertifyKey, signDocument, uuidv7 } from '@yidi/messaging';
import { type Act, type Answer, canonicalBytes } from '@yidi/service';
import { z } from 'zod';
import { OwnBureau } from '../own-bureau.js';
import { askBefore, PopulationRegistry, registryAway } from '../registry/population-registry.js';
import { ReviewRows } from '../store/review-rows.js';
import { ReviewStore } from '../store/review.store.js';
import { CERTIFY_KEY } from './certify-key.js';

/** 签发: what the county certifies, with the key that only review holds. */
@Injectable()
export class Issuing {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly registry: PopulationRegistry,
    private readonly own: OwnBureau,
    private readonly rows: ReviewRows,
    @Inject(CERTIFY_KEY) private readonly key: CertifyKey,
  ) {}

  /** Issues one case; among many only a clean one. */
  async issue(act: Act, applicationId: string, among: 'one' | 'many'): Promise<Answer<ReviewView>> {
    const { registry } = this;
    const { officer } = act;
    const answer = await askBefore('issue', await this.reviews.find(applicationId), { registry, officer });
    return this.reviews.change(act, { applicationId, step: 'issue' }, (review) => {
      stepReview(review, 'issue', officer);
      const person = personOf(review, answer);
      if (among === 'many') demandClean(review, answer);
      return this.decide(review, person, act);
    });
  }

  /** What would stand on the card if it were issued now; what stands on it once it was. */
  faceOf(review: Review, answer: RegistryAnswer, at: Date): CardFace | null {
    if (review.signed) return review.signed.certification.face;
    const issuable = canStep(reviewSteps, review.state, 'issue') && review.recommendation?.verdict === 'issue';
    if (!issuable || answer.answer !== 'found') return null;
    const { issuingOrgan } = this.own.about;
    try {
      return faceFor(review, answer.person, { issuingOrgan, leapBirthday: this.leapBirthdayOf(review) }, at);
    } catch (error) {
      if (error instanceof z.ZodError) return null;
      throw error;
    }
  }

  private decide(review: Review, person: RegisteredPerson, { officer, at }: Act): Change<Review> {
    const { issuingOrgan, divisions } = this.own.about;
    const own = { id: uuidv7(), issuingOrgan, divisions, leapBirthday: this.leapBirthdayOf(review) };
    const certification = printable(() => certify(review, person, own, officer, at));
    const { kid, signature } = signDocument(canonicalBytes(certification), this.key);
    return issue(review, { certification, signature: { kid, value: signature } }, officer);
  }

  private leapBirthdayOf({ receivedAt }: Review) {
    return this.rows.policyOf(new Date(receivedAt)).leapBirthday;
  }
}

/** Parsed before it is signed, so that readers parse the same bytes; a record that no card can carry is no usable answer of the registry. */
function printable(make: () => Certification): Certification {
  try {
    return Certification.parse(make());
  } catch (error) {
    throw error instanceof z.ZodError ? registryAway('answer') : error;
  }
}

/** The registered person, who must be the one the locked review is about: it may have changed since the registry was asked. */
function personOf(review: Review, answer: RegistryAnswer): RegisteredPerson {
  if (answer.answer === 'unknown') {
    throw new DomainError('NOT_REGISTERED_HERE', 'the registry does not know this person', { registration: 'unknown' });
  }
  if (answer.answer === 'away' || answer.person.citizenNumber !== review.form.citizenNumber) throw registryAway();
  return answer.person;
}
