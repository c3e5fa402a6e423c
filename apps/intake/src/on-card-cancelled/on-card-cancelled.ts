import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CardCancelled, takeCancellation } from '@yidi/domain';
import type { LetterHandler, PayloadOf, ReceivedLetter } from '@yidi/messaging';
import { ApplicationStore } from '../store/application.store.js';
import { workshopOf } from '../store/counterparts.js';

/** The stopped card was never made. */
@Injectable()
export class OnCardCancelled implements LetterHandler<typeof CardCancelled> {
  constructor(private readonly applications: ApplicationStore) {}

  handle(letters: ReceivedLetter<PayloadOf<typeof CardCancelled>>[], tx: EntityManager): Promise<void> {
    return this.applications.takeLetters(letters, tx, {
      act: 'take-cancellation',
      from: workshopOf,
      take: (application, { payload }) => takeCancellation(application, payload),
    });
  }
}
