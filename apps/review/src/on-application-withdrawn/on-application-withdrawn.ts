import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type ApplicationWithdrawn, takeWithdrawal } from '@yidi/domain';
import type { LetterHandler, PayloadOf } from '@yidi/messaging';
import { type LetterAbout, ReviewStore } from '../store/review.store.js';

type Letter = LetterAbout<PayloadOf<typeof ApplicationWithdrawn>>;

/** The applicant has taken the application back: the review ends wherever it stands. */
@Injectable()
export class OnApplicationWithdrawn implements LetterHandler<typeof ApplicationWithdrawn> {
  constructor(private readonly reviews: ReviewStore) {}

  async handle(letters: Letter[], tx: EntityManager): Promise<void> {
    await this.reviews.take(tx, { act: 'take-withdrawal', letters }, (review, { payload }) =>
      takeWithdrawal(review, payload),
    );
  }
}
