import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { changed, type ReviewReminded } from '@yidi/domain';
import type { LetterHandler, PayloadOf } from '@yidi/messaging';
import { type LetterAbout, ReviewStore } from '../store/review.store.js';

type Letter = LetterAbout<PayloadOf<typeof ReviewReminded>>;

/** 督办: the desk reminds the county of its limit; the level shows in the queue, nothing is decided. */
@Injectable()
export class OnReviewReminded implements LetterHandler<typeof ReviewReminded> {
  constructor(private readonly reviews: ReviewStore) {}

  async handle(letters: Letter[], tx: EntityManager): Promise<void> {
    await this.reviews.take(tx, { act: 'take-reminder', letters }, (review, { payload: { level, dueOn } }) => {
      const warned = Math.min(100, Math.max(review.clock.warned, level));
      return changed({ ...review, clock: { ...review.clock, warned } }, { note: { level, dueOn } });
    });
  }
}
