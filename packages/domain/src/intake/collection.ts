import { z } from 'zod';
import { type Change, changed } from '../change.js';
import { DomainError, type DomainErrorCode } from '../errors.js';
import { CardCollected, originalCardOutcomes } from '../letters/from-intake.js';
import { Fen, moreThan } from '../shared/money.js';
import type { PolicySet } from '../policy/policy.js';
import { nameOf, type Officer, OfficerName } from '../shared/officer.js';
import { CitizenNumberText } from '../shared/citizen-number.js';
import { InstantText } from '../shared/calendar.js';
import { PersonNameText } from '../shared/person-name.js';
import { PlainText, PlainWords } from '../shared/plain-text.js';
import { type Application, stepApplication } from './application.js';
import { screeningOf } from './desk.js';
import { type ApplicationReason, isRenewal, relations } from './form.js';
import { tell } from './notices.js';
import type { RegistryAnswer } from './registry.js';
import { policyOf } from './screening.js';

/** What is done at the counter before a card changes hands (Norm arts. 81, 84; Law art. 11). */
export const CollectionRequest = z.object({
  /** Missing where the receipt was lost: then a supervisor has to have allowed it. */
  receiptCode: PlainText(8, 64).optional(),
  /** How the person was recognised; a comparison that failed is sent too, and refuses the hand-over. */
  identity: z.object({
    by: z.enum(['fingerprint', 'face-and-card', 'household-register']),
    result: z.enum(['match', 'no-match']),
  }),
  collector: z.discriminatedUnion('who', [
    z.object({ who: z.literal('holder') }),
    z.object({
      who: z.literal('proxy'),
      name: PersonNameText,
      citizenNumber: CitizenNumberText,
      relation: z.enum(relations),
    }),
  ]),
  originalCard: z.enum(originalCardOutcomes),
  /** Whoever collects has signed for the card on the receipt: the officer says so, having seen it (Norm art. 81). */
  signed: z.boolean(),
  /** For an original card lost since: the written statement, the loss report, and the difference where the policy asks for it. */
  waiver: z
    .object({ statement: PlainWords(5, 500), lossReport: PlainText(1, 40), differencePaidFen: Fen.optional() })
    .optional(),
});
export type CollectionRequest = z.infer<typeof CollectionRequest>;

export const Collection = z.object({
  at: InstantText,
  by: OfficerName,
  request: CollectionRequest.omit({ receiptCode: true }),
});
export type Collection = z.infer<typeof Collection>;

/** What a supervisor may allow at a hand-over: no receipt, a comparison that failed, no original card. */
export const exceptionKinds = ['receipt', 'identity', 'original-card'] as const;
export const ExceptionRequest = z.object({ of: z.enum(exceptionKinds), grounds: PlainWords(5, 500) });
export type ExceptionRequest = z.infer<typeof ExceptionRequest>;
/** An exception with who allowed it and when; somebody else hands over. */
export interface HandOverException extends ExceptionRequest {
  readonly by: OfficerName;
  readonly at: string;
}

/** A supervisor allows an exception, with grounds, before another officer hands over. */
export function allowException(
  application: Application,
  { of, grounds }: ExceptionRequest,
  officer: Officer,
  at: Date,
): Change<Application> {
  const state = stepApplication(application, 'allow-exception', officer);
  const exception = { of, grounds, by: nameOf(officer), at: at.toISOString() };
  const others = application.exceptions.filter((each) => each.of !== of);
  return changed({ ...application, state, exceptions: [...others, exception] }, { note: { of } });
}

/** Codes for which a hand-over was tried and refused: history keeps the attempt. */
const attempts: readonly DomainErrorCode[] = [
  'RECEIPT_WRONG',
  'RECEIPT_MISSING',
  'IDENTITY_NOT_CONFIRMED',
  'PROXY_NOT_ALLOWED',
  'REGISTRATION_CANCELLED',
  'ORIGINAL_CARD_NOT_RETURNED',
  'WAIVER_NEEDS_SUPERVISOR',
];

/** The code for which a hand-over was refused; nothing when the error is no refused attempt. */
export const refusedAttempt = (error: unknown): DomainErrorCode | undefined =>
  error instanceof DomainError && attempts.includes(error.code) ? error.code : undefined;

/** 领取: against the receipt, the person recognised; for a renewal the original card comes back at that moment. */
export function collect(
  application: Application,
  { receiptCode, ...request }: CollectionRequest,
  registry: RegistryAnswer,
  officer: Officer,
  at: Date,
): Change<Application> {
  const state = stepApplication(application, 'collect', officer);
  checkHandOver(application, { receiptCode, ...request }, registry, officer);
  const collection: Collection = { at: at.toISOString(), by: nameOf(officer), request };
  const letter = {
    applicationId: application.id,
    cardId: application.card?.cardId,
    collectedAt: collection.at,
    handedOverBy: collection.by,
    collector: request.collector.who,
    originalCard: request.originalCard,
  };
  const production = application.card?.bureau ?? application.bureau;
  return changed(
    { ...application, state, collection, clocks: [] },
    {
      letters: [
        CardCollected.write({ bureau: production, service: 'production' }, letter),
        CardCollected.write({ bureau: application.registrationBureau, service: 'review' }, letter),
      ],
      notices: [tell(application, { kind: 'collected' })],
      note: {
        originalCard: request.originalCard,
        collector: request.collector.who,
        identity: request.identity.by,
        signed: request.signed,
        serial: application.card?.serial,
        receipt: receiptCode === undefined ? undefined : application.acceptance?.number,
        exceptions: application.exceptions.map(({ of }) => of),
      },
    },
  );
}

/** Whether a supervisor has allowed an exception; who allowed it does not hand over. */
function allowed({ exceptions }: Application, kind: HandOverException['of'], officer: Officer): boolean {
  const exception = exceptions.find(({ of }) => of === kind);
  if (exception?.by.id === officer.id) {
    throw new DomainError('SAME_OFFICER', 'who allows an exception does not hand over', { act: 'collect' });
  }
  return exception !== undefined;
}

/** Receipt, person and original card, in this order; each may be excepted by a second officer, a cancelled registration by nobody. */
function checkHandOver(
  application: Application,
  request: CollectionRequest,
  registry: RegistryAnswer,
  officer: Officer,
): void {
  const { receiptCode, identity, collector } = request;
  const { handOver } = policyOf(screeningOf(application));
  if (registry.answer === 'found' && registry.person.registration === 'cancelled') {
    throw new DomainError('REGISTRATION_CANCELLED', 'the registration has been cancelled', {});
  }
  if (receiptCode === undefined && !allowed(application, 'receipt', officer)) {
    throw new DomainError('RECEIPT_MISSING', 'a hand-over without the receipt has to be allowed', {});
  }
  if (receiptCode !== undefined && receiptCode !== application.acceptance?.receiptCode) {
    throw new DomainError('RECEIPT_WRONG', 'the receipt does not belong to this application', {});
  }
  if (collector.who === 'proxy') {
    const { relation, citizenNumber } = collector;
    if (!handOver.relations.includes(relation) || citizenNumber === application.form.citizenNumber) {
      throw new DomainError('PROXY_NOT_ALLOWED', 'the policy knows no such proxy', { relation });
    }
  }
  if (identity.result !== 'match' && !allowed(application, 'identity', officer)) {
    throw new DomainError('IDENTITY_NOT_CONFIRMED', 'the person was not recognised', { by: identity.by });
  }
  if (isRenewal(application.reason) && request.originalCard !== 'returned') {
    checkWaiver(application, request, officer);
  }
  if (!request.signed) throw new DomainError('SIGNATURE_MISSING', 'whoever collects signs for the card', {});
}

/** What a replacement costs more than the renewal paid for, where the policy asks for it; fen. */
export const lostSinceDifference = ({ handOver, feesFen }: PolicySet, reason: ApplicationReason): Fen =>
  handOver.lostSincePaysDifference ? moreThan(feesFen.loss, feesFen[reason]) : Fen.parse(0);

/** An original card lost since: written statement and loss report, a supervisor's exception, the difference where it is due. */
function checkWaiver(application: Application, { originalCard, waiver }: CollectionRequest, officer: Officer): void {
  if (originalCard !== 'lost-since' || !waiver) {
    throw new DomainError('ORIGINAL_CARD_NOT_RETURNED', 'the original card has to come back', {});
  }
  if (!allowed(application, 'original-card', officer)) {
    throw new DomainError('WAIVER_NEEDS_SUPERVISOR', 'a supervisor has to allow it', {});
  }
  const dueFen = lostSinceDifference(policyOf(screeningOf(application)), application.reason);
  if ((waiver.differencePaidFen ?? 0) !== dueFen) {
    throw new DomainError('DIFFERENCE_NOT_PAID', `the difference is ${dueFen} fen`, { dueFen });
  }
}
