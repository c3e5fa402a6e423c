import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type ApplicationCorrected, takeCorrection, unlessSecond } from '@yidi/domain';
import type { LetterHandler, PayloadOf } from '@yidi/messaging';
import { OwnBureau } from '../own-bureau.js';
import { type LetterAbout, ReviewStore } from '../store/review.store.js';

type Letter = LetterAbout<PayloadOf<typeof ApplicationCorrected>>;

/** The desk's answers to a return: the case is open again, unless its corrected number is that of a person with a live review. */
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
      return unlessSecond(change, live.get(change.next.form.citizenNumber), this.own.contact, receivedAt);
    });
  }
}
