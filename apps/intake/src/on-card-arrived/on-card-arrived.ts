import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CardArrived, takeArrival } from '@yidi/domain';
import type { LetterHandler, PayloadOf, ReceivedLetter } from '@yidi/messaging';
import { ApplicationStore } from '../store/application.store.js';
import { workshopOf } from '../store/counterparts.js';

/** The card waits at the counter: the person is told. */
@Injectable()
export class OnCardArrived implements LetterHandler<typeof CardArrived> {
  constructor(private readonly applications: ApplicationStore) {}

  handle(letters: ReceivedLetter<PayloadOf<typeof CardArrived>>[], tx: EntityManager): Promise<void> {
    return this.applications.takeLetters(letters, tx, {
      act: 'take-arrival',
      from: workshopOf,
      take: (application, { payload }) => takeArrival(application, payload),
    });
  }
}
