import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CardMade, takeMade } from '@yidi/domain';
import type { LetterHandler, PayloadOf, ReceivedLetter } from '@yidi/messaging';
import { ApplicationStore } from '../store/application.store.js';
import { workshopOf } from '../store/counterparts.js';

/** The card is made. */
@Injectable()
export class OnCardMade implements LetterHandler<typeof CardMade> {
  constructor(private readonly applications: ApplicationStore) {}

  handle(letters: ReceivedLetter<PayloadOf<typeof CardMade>>[], tx: EntityManager): Promise<void> {
    return this.applications.takeLetters(letters, tx, {
      act: 'take-made',
      from: workshopOf,
      take: (application, { payload }) => takeMade(application, payload),
    });
  }
}
