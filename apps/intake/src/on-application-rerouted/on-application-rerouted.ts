import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ApplicationRerouted, takeReroute } from '@yidi/domain';
import type { LetterHandler, PayloadOf, ReceivedLetter } from '@yidi/messaging';
import { Bureaus } from '../bureaus.js';
import { ApplicationStore } from '../store/application.store.js';
import { countyOf } from '../store/counterparts.js';

/** 转办: the case goes, whole, to the county that has the registration now. */
@Injectable()
export class OnApplicationRerouted implements LetterHandler<typeof ApplicationRerouted> {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly bureaus: Bureaus,
  ) {}

  handle(letters: ReceivedLetter<PayloadOf<typeof ApplicationRerouted>>[], tx: EntityManager): Promise<void> {
    const { contact } = this.bureaus.own();
    for (const { payload } of letters) this.bureaus.reviewing(payload.county);
    return this.applications.takeLetters(letters, tx, {
      act: 'take-reroute',
      from: countyOf,
      take: (application, { payload }) => takeReroute(application, payload, contact),
    });
  }
}
