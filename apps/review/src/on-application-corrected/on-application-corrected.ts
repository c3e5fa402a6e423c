import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  canStep,
  refuseSecond,
  reviewSteps,
  takeCorrection,
  type ApplicationCorrected,
  type Change,
  type Review,
} from '@yidi/domain';
import type { LetterHandler, PayloadOf } from '@yidi/messaging';
import { OwnBureau } from '../own-bureau.js';
import { type LetterAbout, ReviewStore } from '../store/review.store.js';

type Letter = LetterAbout<PayloadOf<typeof ApplicationCorrected>>;

/** The desk's answers to a return: the case is open again. */
@Injectable()
export class OnApplicationCorrected implements LetterHandler<typeof ApplicationCorrected> {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly own: OwnBureau,
  ) {}

  async handle(letters: Letter[], tx: EntityManager): Promise<void> {
    const numbers = letters.map(({ payload }) => payload.form.citizenNumber);
    const live = await this.reviews.liveOf(tx, numbers);
    await this.reviews.take(tx, { act: 'take-correction', letters }, (review, { payload, receivedAt }) => {
      const change = takeCorrection(review, payload);
      return this.unlessSecond(change, live.get(change.next.form.citizenNumber), receivedAt);
    });
  }

  /** A corrected citizen number may be that of a person who has a live review: then this one is the second. */
  private unlessSecond(change: Change<Review>, first: Review | undefined, at: Date): Change<Review> {
    const { next } = change;
    if (!first || first.applicationId === next.applicationId) return change;
    if (!canStep(reviewSteps, next.state, 'refuse-second')) return change;
    return refuseSecond(next, first, this.own.contact, at);
  }
}
