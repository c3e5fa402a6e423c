import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type ReviewReminded, takeReminder } from '@yidi/domain';
import type { LetterHandler, PayloadOf } from '@yidi/messaging';
import { type LetterAbout, ReviewStore } from '../store/review.store.js';

type Letter = LetterAbout<PayloadOf<typeof ReviewReminded>>;

/** 督办: the desk reminds the county of its limit; it is noted, nothing is decided by it. */
@Injectable()
export class OnReviewReminded implements LetterHandler<typeof ReviewReminded> {
  constructor(private readonly reviews: ReviewStore) {}

  async handle(letters: Letter[], tx: EntityManager): Promise<void> {
    await this.reviews.take(tx, { act: 'take-reminder', letters }, (review, { payload }) =>
      takeReminder(review, payload),
    );
  }
}
