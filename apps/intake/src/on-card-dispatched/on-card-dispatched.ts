import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CardDispatched, takeDispatch } from '@yidi/domain';
import type { LetterHandler, PayloadOf, ReceivedLetter } from '@yidi/messaging';
import { ApplicationStore } from '../store/application.store.js';
import { workshopOf } from '../store/counterparts.js';

/** The card is on its way to the point. */
@Injectable()
export class OnCardDispatched implements LetterHandler<typeof CardDispatched> {
  constructor(private readonly applications: ApplicationStore) {}

  handle(letters: ReceivedLetter<PayloadOf<typeof CardDispatched>>[], tx: EntityManager): Promise<void> {
    return this.applications.takeLetters(letters, tx, {
      act: 'take-dispatch',
      from: workshopOf,
      take: (application, { payload }) => takeDispatch(application, payload),
    });
  }
}
