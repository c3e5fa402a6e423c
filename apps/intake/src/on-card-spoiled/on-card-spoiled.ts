import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CardSpoiled, takeSpoiled } from '@yidi/domain';
import type { LetterHandler, PayloadOf, ReceivedLetter } from '@yidi/messaging';
import { ApplicationStore } from '../store/application.store.js';
import { workshopOf } from '../store/counterparts.js';

/** The card is no good and is made again. */
@Injectable()
export class OnCardSpoiled implements LetterHandler<typeof CardSpoiled> {
  constructor(private readonly applications: ApplicationStore) {}

  handle(letters: ReceivedLetter<PayloadOf<typeof CardSpoiled>>[], tx: EntityManager): Promise<void> {
    return this.applications.takeLetters(letters, tx, {
      act: 'take-spoiled',
      from: workshopOf,
      take: (application, { payload }) => takeSpoiled(application, payload),
    });
  }
}
