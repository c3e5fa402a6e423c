import type { z } from 'zod';
import { type Change, changed } from '../change.js';
import { DomainError } from '../errors.js';
import {
  type Answer,
  ApplicationAccepted,
  ApplicationCorrected,
  ApplicationWithdrawn,
  AttachmentSent,
  LossLifted,
  LossReported,
  type withdrawalReasons,
} from '../letters/from-intake.js';
import type { LetterDraft } from '../letters/define-letter.js';
import type { FeeGround, PolicySet } from '../policy/policy.js';
import { chinaDay } from '../shared/calendar.js';
import type { AcceptanceNumber, FeeReceiptNumber } from '../shared/ids.js';
import type { Fen } from '../shared/money.js';
import { nameOf, type Officer } from '../shared/officer.js';
import type { ReceiptCode } from '../shared/receipt-code.js';
import { type Application, stepApplication } from './application.js';
import { startClock } from './clocks.js';
import { refundDue, screeningOf } from './desk.js';
import { type Fee, feeDue } from './fee.js';
import { PersonItems, type RegistrationForm } from './form.js';
import { tell } from './notices.js';
import { openFindings } from './screening.js';

/** Cash at the counter, or an exemption with its ground and certificate. The receipt number is drawn by the till. */
export function settleFee(
  application: Application,
  request: { amountFen: Fen; ground?: FeeGround | undefined; certificateNumber?: string | undefined },
  receiptNumber: FeeReceiptNumber,
  policy: PolicySet,
  officer: Officer,
): Change<Application> {
  const state = stepApplication(application, 'settle-fee', officer);
  if (application.fee) throw new DomainError('FEE_ALREADY_SETTLED', 'the fee has been settled', {});
  const due = feeDue(policy, application.reason, request.ground);
  if (request.amountFen !== due) {
    throw new DomainError('FEE_WRONG_AMOUNT', `the fee is ${due} fen`, { dueFen: due, givenFen: request.amountFen });
  }
  if (request.ground && !application.papers.some(({ kind }) => kind === 'exemption-certificate')) {
    throw new DomainError('PAPERS_MISSING', 'the certificate for the exemption is missing', {
      papers: ['exemption-certificate'],
    });
  }
  const fee: Fee = {
    state: due === 0 ? 'exempt' : 'paid',
    amountFen: due,
    ...(request.ground ? { ground: request.ground } : {}),
    ...(request.certificateNumber ? { certificateNumber: request.certificateNumber } : {}),
    receiptNumber,
    method: due === 0 ? 'none' : 'cash',
  };
  return changed({ ...application, state, fee }, { note: { amountFen: due, receiptNumber, ground: request.ground } });
}

/** What acceptance writes on the receipt: drawn by the store in the same transaction. */
export interface AcceptanceNumbers {
  readonly number: AcceptanceNumber;
  readonly receiptCode: ReceiptCode;
}

/** Whether the loss of the card is reported with this application, since nobody had reported it (Norm art. 85). */
const reportsLoss = ({ screening }: Application): boolean =>
  screening?.findings.some(({ rule, because }) => rule === 'loss-report' && because.includes('not-reported')) ?? false;

/** The whole case for the county of registration: papers first, then the letter that names them. */
export function caseLetters(application: Application, contact: string): LetterDraft[] {
  const { id, point, reason, form, papers, fee, acceptance, clocks } = application;
  if (!fee || !acceptance) throw new Error('only an accepted application goes to a county');
  const county = { bureau: application.registrationBureau, service: 'review' } as const;
  const { at, by } = acceptance;
  return [
    ...papers.map((paper) => AttachmentSent.write(county, { applicationId: id, paper }, paper.sha256)),
    ApplicationAccepted.write(county, {
      applicationId: id,
      acceptanceNumber: acceptance.number,
      point,
      reason,
      form,
      papers: [...papers],
      screening: screeningOf(application),
      fee,
      clocks: [...clocks],
      acceptedAt: at,
      acceptedBy: by,
      contact,
    }),
    ...(reportsLoss(application)
      ? [LossReported.write(county, { applicationId: id, reportedAt: at, reportedBy: by })]
      : []),
  ];
}

/**
 * 受理 by an officer in post: number, receipt, clocks, and the whole case to the registration county. The day of acceptance
 * chooses the policy set, so a case screened by an older one is screened again; it is kept to the end.
 */
export function accept(
  application: Application,
  numbers: AcceptanceNumbers,
  { policy, contact }: { policy: PolicySet; contact: string },
  officer: Officer,
  at: Date,
): Change<Application> {
  const state = stepApplication(application, 'accept', officer);
  const screening = screeningOf(application);
  if (screening.policy.family !== policy.family || screening.policy.version !== policy.version) {
    throw new DomainError('NOT_SCREENED', 'screened by another policy set than the one in force', screening.policy);
  }
  const open = openFindings(screening);
  if (open.length > 0) {
    throw new DomainError('FINDINGS_OPEN', 'findings forbid acceptance', { rules: open.map(({ rule }) => rule) });
  }
  const { fee } = application;
  if (fee?.state !== 'paid' && fee?.state !== 'exempt')
    throw new DomainError('FEE_NOT_SETTLED', 'the fee is not settled', {});
  const clocks = [
    startClock('county', chinaDay(at), policy),
    startClock('whole', chinaDay(new Date(application.signedAt)), policy, application.point),
  ];
  const acceptance = { ...numbers, at: at.toISOString(), by: nameOf(officer) };
  const accepted: Application = { ...application, state, acceptance, clocks };
  return changed(accepted, {
    letters: caseLetters(accepted, contact),
    notices: [tell(application, { kind: 'accepted', acceptanceNumber: numbers.number })],
    note: { acceptanceNumber: numbers.number },
  });
}

/** The applicant takes the application back before the card is ordered (after that it is denied). */
export function withdraw(
  application: Application,
  reason: (typeof withdrawalReasons)[number],
  officer: Officer,
  at: Date,
): Change<Application> {
  if (application.signed) throw new DomainError('CARD_ALREADY_ORDERED', 'the card has been ordered', {});
  const state = stepApplication(application, 'withdraw', officer);
  const by = nameOf(officer);
  const county = { bureau: application.registrationBureau, service: 'review' } as const;
  return changed(
    { ...application, state, fee: refundDue(application, 'withdrawn'), clocks: [] },
    {
      letters: [
        ApplicationWithdrawn.write(county, {
          applicationId: application.id,
          reason,
          withdrawnAt: at.toISOString(),
          withdrawnBy: by,
        }),
        ...(reason === 'card-found' && reportsLoss(application)
          ? [LossLifted.write(county, { applicationId: application.id, liftedAt: at.toISOString(), liftedBy: by })]
          : []),
      ],
      notices: [tell(application, { kind: 'withdrawn' })],
      note: { reason },
    },
  );
}

/** One answer to each returned item, and none to anything else. */
function answersFit(answered: readonly string[], returned: readonly string[]): void {
  const unanswered = returned.filter((item) => !answered.includes(item));
  if (unanswered.length > 0)
    throw new DomainError('ITEMS_UNANSWERED', 'items without an answer', { items: unanswered });
  const surplus = answered.filter((item) => !returned.includes(item));
  if (surplus.length > 0)
    throw new DomainError('ITEM_NOT_RETURNED', 'answers to items that were not returned', { items: surplus });
  const twice = answered.filter((item, index) => answered.indexOf(item) < index);
  if (twice.length > 0) throw new DomainError('ITEM_ANSWERED_TWICE', 'items with two answers', { items: twice });
}

/** Every returned item is answered, once; same application, same clocks, same person. New papers are attached before. */
export function correct(
  application: Application,
  { answers, form }: { answers: z.infer<typeof Answer>[]; form: RegistrationForm },
  officer: Officer,
  at: Date,
): Change<Application> {
  const state = stepApplication(application, 'correct', officer);
  const returned = (application.returned?.items ?? []).map(({ item }) => item);
  answersFit(
    answers.map(({ item }) => item),
    returned,
  );
  const personItems = Object.keys(PersonItems.shape) as (keyof PersonItems)[];
  const moved = personItems.filter((item) => form[item] !== application.form[item] && !returned.includes(item));
  if (moved.length > 0) {
    throw new DomainError('ITEM_NOT_RETURNED', 'items of the person that were not returned', { items: moved });
  }
  const county = { bureau: application.registrationBureau, service: 'review' } as const;
  const { id, papers } = application;
  const fresh = papers.filter(({ sha256 }) => application.returned?.fresh.includes(sha256));
  return changed(
    { ...application, state, form, returned: null },
    {
      letters: [
        ...fresh.map((paper) => AttachmentSent.write(county, { applicationId: id, paper }, paper.sha256)),
        ApplicationCorrected.write(county, {
          applicationId: id,
          form,
          papers: [...papers],
          answers,
          correctedAt: at.toISOString(),
          correctedBy: nameOf(officer),
        }),
      ],
      note: { items: answers.map(({ item }) => item) },
    },
  );
}
