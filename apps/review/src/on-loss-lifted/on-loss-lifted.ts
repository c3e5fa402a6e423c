import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type LossLifted, takeFound } from '@yidi/domain';
import type { LetterHandler, PayloadOf } from '@yidi/messaging';
import { type LetterAbout, ReviewStore } from '../store/review.store.js';

type Letter = LetterAbout<PayloadOf<typeof LossLifted>>;

/** 解挂: the lost card was found. */
@Injectable()
export class OnLossLifted implements LetterHandler<typeof LossLifted> {
  constructor(private readonly reviews: ReviewStore) {}

  async handle(letters: Letter[], tx: EntityManager): Promise<void> {
    await this.reviews.take(tx, { act: 'take-found', letters }, (review, { payload }) => takeFound(review, payload));
  }
}
