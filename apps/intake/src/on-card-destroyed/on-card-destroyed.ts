import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CardDestroyed, takeDestruction } from '@yidi/domain';
import type { LetterHandler, PayloadOf, ReceivedLetter } from '@yidi/messaging';
import { ApplicationStore } from '../store/application.store.js';
import { workshopOf } from '../store/counterparts.js';

/** The stopped card is destroyed by two officers. */
@Injectable()
export class OnCardDestroyed implements LetterHandler<typeof CardDestroyed> {
  constructor(private readonly applications: ApplicationStore) {}

  handle(letters: ReceivedLetter<PayloadOf<typeof CardDestroyed>>[], tx: EntityManager): Promise<void> {
    return this.applications.takeLetters(letters, tx, {
      act: 'take-destruction',
      from: workshopOf,
      take: (application, { payload }) => takeDestruction(application, payload),
    });
  }
}
