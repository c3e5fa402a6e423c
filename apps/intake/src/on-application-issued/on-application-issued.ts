import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  type Application,
  ApplicationIssued,
  certificationFaults,
  signatureOutcome,
  type SignedCertification,
  takeIssueAndOrder,
} from '@yidi/domain';
import {
  Directory,
  type LetterHandler,
  ParkLetter,
  type PayloadOf,
  type ReceivedLetter,
  verifyDocument,
} from '@yidi/messaging';
import { canonicalBytes } from '@yidi/service';
import { Bureaus } from '../bureaus.js';
import { ApplicationStore } from '../store/application.store.js';
import { countyOf } from '../store/counterparts.js';

/** 签发: the county's certification is checked, and the card ordered with it in the same transaction. */
@Injectable()
export class OnApplicationIssued implements LetterHandler<typeof ApplicationIssued> {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly bureaus: Bureaus,
    private readonly directory: Directory,
  ) {}

  handle(letters: ReceivedLetter<PayloadOf<typeof ApplicationIssued>>[], tx: EntityManager): Promise<void> {
    const { production } = this.bureaus.own();
    return this.applications.takeLetters(letters, tx, {
      act: 'take-issue',
      from: countyOf,
      take: (application, { payload, receivedAt }) => {
        this.check(application, payload.signed);
        return takeIssueAndOrder(application, payload, { production }, receivedAt);
      },
    });
  }

  private check(application: Application, signed: SignedCertification): void {
    const { certification, signature } = signed;
    const key = this.directory.certifyKey(certification.bureau, signature.kid, new Date(certification.issuedAt));
    const verified = key && verifyDocument(canonicalBytes(certification), signature.value, key);
    const faults = certificationFaults(signed, {
      signature: signatureOutcome(verified),
      bureau: application.registrationBureau,
      applicationId: application.id,
      photoSha256: application.papers.find(({ kind }) => kind === 'photo')?.sha256 ?? '',
    });
    if (faults.length > 0) throw new ParkLetter('certification', faults.join(' '));
  }
}
