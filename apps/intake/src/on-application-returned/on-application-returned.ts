import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ApplicationReturned, takeReturn } from '@yidi/domain';
import type { LetterHandler, PayloadOf, ReceivedLetter } from '@yidi/messaging';
import { ApplicationStore } from '../store/application.store.js';
import { countyOf } from '../store/counterparts.js';

/** 退回补正: the applicant is told once what is to be put right. */
@Injectable()
export class OnApplicationReturned implements LetterHandler<typeof ApplicationReturned> {
  constructor(private readonly applications: ApplicationStore) {}

  handle(letters: ReceivedLetter<PayloadOf<typeof ApplicationReturned>>[], tx: EntityManager): Promise<void> {
    return this.applications.takeLetters(letters, tx, {
      act: 'take-return',
      from: countyOf,
      take: (application, { payload }) => takeReturn(application, payload),
    });
  }
}
