import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IssueRevoked, takeRevocation } from '@yidi/domain';
import type { LetterHandler, PayloadOf, ReceivedLetter } from '@yidi/messaging';
import { ApplicationStore } from '../store/application.store.js';
import { countyOf } from '../store/counterparts.js';

/** 撤销签发: the card is stopped where it can still be stopped. */
@Injectable()
export class OnIssueRevoked implements LetterHandler<typeof IssueRevoked> {
  constructor(private readonly applications: ApplicationStore) {}

  handle(letters: ReceivedLetter<PayloadOf<typeof IssueRevoked>>[], tx: EntityManager): Promise<void> {
    return this.applications.takeLetters(letters, tx, {
      act: 'take-revocation',
      from: countyOf,
      take: (application, { payload, receivedAt }) => takeRevocation(application, payload, receivedAt),
    });
  }
}
