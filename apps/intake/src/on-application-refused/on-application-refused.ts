import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ApplicationRefused, takeRefusal } from '@yidi/domain';
import type { LetterHandler, PayloadOf, ReceivedLetter } from '@yidi/messaging';
import { ApplicationStore } from '../store/application.store.js';
import { countyOf } from '../store/counterparts.js';

/** The county's refusal: the person is told, money taken goes back. */
@Injectable()
export class OnApplicationRefused implements LetterHandler<typeof ApplicationRefused> {
  constructor(private readonly applications: ApplicationStore) {}

  handle(letters: ReceivedLetter<PayloadOf<typeof ApplicationRefused>>[], tx: EntityManager): Promise<void> {
    return this.applications.takeLetters(letters, tx, {
      act: 'take-refusal',
      from: countyOf,
      take: (application, { payload }) => takeRefusal(application, payload),
    });
  }
}
