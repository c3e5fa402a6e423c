import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type LossReported, takeLoss } from '@yidi/domain';
import type { LetterHandler, PayloadOf } from '@yidi/messaging';
import { type LetterAbout, ReviewStore } from '../store/review.store.js';

type Letter = LetterAbout<PayloadOf<typeof LossReported>>;

/** 挂失: the desk has reported the loss of this county’s card. */
@Injectable()
export class OnLossReported implements LetterHandler<typeof LossReported> {
  constructor(private readonly reviews: ReviewStore) {}

  async handle(letters: Letter[], tx: EntityManager): Promise<void> {
    await this.reviews.take(tx, { act: 'take-loss', letters }, (review, { payload }) => takeLoss(review, payload));
  }
}
