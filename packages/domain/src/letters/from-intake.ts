import { z } from 'zod';
import { Clock } from '../intake/clocks.js';
import { Fee } from '../intake/fee.js';
import { ApplicationReason, Paper, PaperKind, RegistrationForm, ReturnableItem } from '../intake/form.js';
import { ToldScreening } from '../intake/screening.js';
import { SignedCertification } from '../review/certification.js';
import { DayText, InstantText } from '../shared/calendar.js';
import { AcceptanceNumber, BureauCode, PointCode, Sha256 } from '../shared/ids.js';
import { OfficerName } from '../shared/officer.js';
import { PlainText, PlainWords } from '../shared/plain-text.js';
import { defineLetter } from './define-letter.js';

const applicationId = z.uuid();
const at = InstantText;

/** One photo or scan, its bytes beside the payload; goes before the letter that names it. */
export const AttachmentSent = defineLetter({
  type: 'attachment.sent',
  version: 1,
  from: 'intake',
  to: ['review'],
  schema: z.object({ applicationId, paper: Paper }),
});

/** 受理: the whole case, from the bureau of residence to the registration county. */
export const ApplicationAccepted = defineLetter({
  type: 'application.accepted',
  version: 1,
  from: 'intake',
  to: ['review'],
  schema: z.object({
    applicationId,
    acceptanceNumber: AcceptanceNumber,
    point: PointCode,
    reason: ApplicationReason,
    form: RegistrationForm,
    papers: z.array(Paper),
    screening: ToldScreening,
    fee: Fee,
    clocks: z.array(Clock),
    acceptedAt: at,
    acceptedBy: OfficerName,
    contact: PlainText(1, 60),
  }),
});

/** One answer to an item that the county returned. */
export const Answer = z.object({ item: ReturnableItem, text: PlainWords(1, 500) });

/** The answers to a return: same application, same clocks. */
export const ApplicationCorrected = defineLetter({
  type: 'application.corrected',
  version: 1,
  from: 'intake',
  to: ['review'],
  schema: z.object({
    applicationId,
    form: RegistrationForm,
    papers: z.array(Paper),
    answers: z.array(Answer),
    correctedAt: at,
    correctedBy: OfficerName,
  }),
});

export const withdrawalReasons = ['applicant-wish', 'card-found', 'duplicate', 'other'] as const;

/** The applicant has taken the application back. */
export const ApplicationWithdrawn = defineLetter({
  type: 'application.withdrawn',
  version: 1,
  from: 'intake',
  to: ['review'],
  schema: z.object({ applicationId, reason: z.enum(withdrawalReasons), withdrawnAt: at, withdrawnBy: OfficerName }),
});

/** 挂失: the loss of the card is reported with the application, since nobody had reported it (Norm art. 85). */
export const LossReported = defineLetter({
  type: 'loss.reported',
  version: 1,
  from: 'intake',
  to: ['review'],
  schema: z.object({ applicationId, reportedAt: at, reportedBy: OfficerName }),
});

/** 解挂: the card was found, and the report made with the application is taken back (Norm art. 86). */
export const LossLifted = defineLetter({
  type: 'loss.lifted',
  version: 1,
  from: 'intake',
  to: ['review'],
  schema: z.object({ applicationId, liftedAt: at, liftedBy: OfficerName }),
});

/** The county's limit is near or has passed. */
export const ReviewReminded = defineLetter({
  type: 'review.reminded',
  version: 1,
  from: 'intake',
  to: ['review'],
  schema: z.object({ applicationId, level: z.int(), dueOn: DayText, remindedAt: at }),
});

/** The county's certification unchanged, with the photo, to whoever makes cards for this bureau. */
export const CardOrdered = defineLetter({
  type: 'card.ordered',
  version: 1,
  from: 'intake',
  to: ['production'],
  schema: z.object({
    applicationId,
    signed: SignedCertification,
    registrationBureau: BureauCode,
    point: PointCode,
    photo: z.object({ kind: PaperKind, sha256: Sha256, size: z.int(), contentType: z.literal('image/jpeg') }),
    dueOn: DayText,
    lane: z.enum(['normal', 'urgent']),
    orderedAt: at,
  }),
});

export const stopReasons = ['revoked', 'withdrawn', 'holder-died', 'error'] as const;

/** A card not yet made is cancelled, a made one goes to destruction. */
export const CardStopped = defineLetter({
  type: 'card.stopped',
  version: 1,
  from: 'intake',
  to: ['production'],
  schema: z.object({ applicationId, reason: z.enum(stopReasons), stoppedAt: at }),
});

/** What became of the original card at the counter (Law art. 11). */
export const originalCardOutcomes = ['returned', 'lost-since', 'none'] as const;

/** Handed over against the receipt. */
export const CardCollected = defineLetter({
  type: 'card.collected',
  version: 1,
  from: 'intake',
  to: ['production', 'review'],
  schema: z.object({
    applicationId,
    /** Which card, since another may be on its way by then. */
    cardId: z.uuid().optional(),
    collectedAt: at,
    handedOverBy: OfficerName,
    collector: z.enum(['holder', 'proxy']),
    originalCard: z.enum(originalCardOutcomes),
  }),
});
