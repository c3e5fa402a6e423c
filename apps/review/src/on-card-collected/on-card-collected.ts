import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CardCollected, takeCollection } from '@yidi/domain';
import type { LetterHandler, PayloadOf } from '@yidi/messaging';
import { type LetterAbout, ReviewStore } from '../store/review.store.js';

type Letter = LetterAbout<PayloadOf<typeof CardCollected>>;

/** The card has been handed over: the case is closed, the person may apply again. */
@Injectable()
export class OnCardCollected implements LetterHandler<typeof CardCollected> {
  constructor(private readonly reviews: ReviewStore) {}

  async handle(letters: Letter[], tx: EntityManager): Promise<void> {
    await this.reviews.take(tx, { act: 'take-collection', letters }, (review, { payload }) =>
      takeCollection(review, payload.collectedAt),
    );
  }
}
