import { Body, Controller, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Nothing } from '@yidi/contracts';
import {
  ApplicationIdText,
  Certification,
  certify,
  DomainError,
  issue,
  stepReview,
  type Change,
  type RegisteredPerson,
  type RegistryAnswer,
  type Review,
} from '@yidi/domain';
import { type CertifyKey, signDocument, uuidv7 } from '@yidi/messaging';
import { Act, canonicalBytes } from '@yidi/service';
import { OfficersAct } from '../officers-act.js';
import { OwnBureau } from '../own-bureau.js';
import { askBefore, PopulationRegistry, registryAway } from '../registry/population-registry.js';
import { ReviewRows } from '../store/review-rows.js';
import { ReviewStore } from '../store/review.store.js';
import { CERTIFY_KEY } from './certify-key.js';

/** 签发: the county certifies what is printed on the card, with the key that only review holds. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
export class IssueApplicationController {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly registry: PopulationRegistry,
    private readonly own: OwnBureau,
    private readonly rows: ReviewRows,
    @Inject(CERTIFY_KEY) private readonly key: CertifyKey,
  ) {}

  @OfficersAct('issue')
  async issue(
    @Act() act: Act,
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Body({ schema: Nothing.nullish() }) _body: unknown,
  ) {
    const { registry } = this;
    const { officer } = act;
    const answer = await askBefore('issue', await this.reviews.find(applicationId), { registry, officer });
    return this.reviews.change(act, { applicationId, step: 'issue' }, (review) => this.decide(review, answer, act));
  }

  private decide(review: Review, answer: RegistryAnswer, { officer, at }: Act): Change<Review> {
    stepReview(review, 'issue', officer);
    const person = personOf(review, answer);
    const { issuingOrgan, divisions } = this.own.about;
    const { leapBirthday } = this.rows.policyOf(new Date(review.receivedAt));
    const own = { id: uuidv7(), issuingOrgan, divisions, leapBirthday };
    const certification = printable(() => certify(review, person, own, officer, at));
    const { kid, signature } = signDocument(canonicalBytes(certification), this.key);
    return issue(review, { certification, signature: { kid, value: signature } }, officer);
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
