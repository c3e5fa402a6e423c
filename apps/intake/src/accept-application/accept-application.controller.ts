import { randomBytes } from 'node:crypto';
import { Body, Controller, Inject, Param } from '@nestjs/common';
import { AcceptedView, Nothing } from '@yidi/contracts';
import { accept, acceptanceNumber, chinaDay, policyOn, receiptAlphabet, receiptCodeLetters } from '@yidi/domain';
import { Act, CONFIG } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { Bureaus } from '../bureaus.js';
import type { IntakeConfig } from '../config.js';
import { ApplicationStore } from '../store/application.store.js';
import { nextNumber } from '../store/counters.js';

/** 120 random bits for the applicant's receipt: 24 letters of base32. */
const newReceiptCode = (): string =>
  Array.from(randomBytes(receiptCodeLetters), (byte) => receiptAlphabet[byte % receiptAlphabet.length]).join('');

/** 受理: number, receipt code, clocks, and the whole case to the county in one transaction. */
@Controller('api/v1/applications')
export class AcceptApplicationController {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly bureaus: Bureaus,
    @Inject(CONFIG) private readonly config: IntakeConfig,
  ) {}

  @ActOn('accept', AcceptedView)
  accept(@Act() act: Act, @Param('id', ID) id: string, @Body({ schema: Nothing.nullish() }) _nothing: unknown) {
    const today = chinaDay(act.at);
    const with_ = { policy: policyOn(this.config.POLICY_FAMILY, today), contact: this.bureaus.own().contact };
    const receiptCode = newReceiptCode();
    return this.applications.change(
      id,
      act,
      'accept',
      async (application, tx) => {
        const { point } = application;
        const number = acceptanceNumber(point, today, await nextNumber(tx, 'acceptance', point, today));
        return accept(application, { number, receiptCode }, with_, act.officer, act.at);
      },
      { shown: () => ({ receiptCode }) },
    );
  }
}
