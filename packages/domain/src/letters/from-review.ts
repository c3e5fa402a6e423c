import { z } from 'zod';
import { ReturnableItem } from '../intake/form.js';
import { SignedCertification } from '../review/certification.js';
import { DayText, InstantText } from '../shared/calendar.js';
import { AcceptanceNumber, BureauCode } from '../shared/ids.js';
import { OfficerName } from '../shared/officer.js';
import { PlainText, PlainWords } from '../shared/plain-text.js';
import { defineLetter } from './define-letter.js';

const applicationId = z.uuid();
const at = InstantText;

/** Whom the applicant or the desk may ask at the county (Ten Rules art. 6). */
export const Contact = z.object({ name: PlainText(1, 50), phone: PlainText(5, 20) });
export type Contact = z.infer<typeof Contact>;

export const returnCodes = ['photo-quality', 'item-differs', 'paper-unreadable', 'paper-missing', 'question'] as const;

/** One thing to put right: a field of the form or a paper. */
export const ReturnedItem = z.object({
  item: ReturnableItem,
  code: z.enum(returnCodes),
  text: PlainWords(1, 500),
});
export type ReturnedItem = z.infer<typeof ReturnedItem>;

/** Every item to put right, at once. */
export const ApplicationReturned = defineLetter({
  type: 'application.returned',
  version: 1,
  from: 'review',
  to: ['intake'],
  schema: z.object({
    applicationId,
    items: z.array(ReturnedItem).min(1).max(40),
    contact: Contact,
    answerBy: DayText,
    returnedAt: at,
    returnedBy: OfficerName,
  }),
});

export const countyRefusalCodes = [
  'identity-not-confirmed',
  'items-changed',
  'registration-moved',
  'registration-cancelled',
  'not-registered-here',
  'document-misuse',
  'live-application-elsewhere',
  'other',
] as const;

/** The county does not issue: reason, words and contact within the same limit (Ten Rules art. 6). */
export const ApplicationRefused = defineLetter({
  type: 'application.refused',
  version: 1,
  from: 'review',
  to: ['intake'],
  schema: z.object({
    applicationId,
    code: z.enum(countyRefusalCodes),
    explanation: PlainWords(1, 1000),
    contact: Contact,
    /** For a second application of the same person: bureau and number of the first. */
    firstApplication: z.object({ bureau: BureauCode, acceptanceNumber: AcceptanceNumber }).optional(),
    refusedAt: at,
    /** Missing where no person decided: a second live application is refused by the index alone. */
    refusedBy: OfficerName.optional(),
  }),
});

/** 签发: the certification, a document of its own. */
export const ApplicationIssued = defineLetter({
  type: 'application.issued',
  version: 1,
  from: 'review',
  to: ['intake'],
  schema: z.object({ applicationId, signed: SignedCertification }),
});

/** The registration has moved to another county: the desk sends the case there, same application, same clocks. */
export const ApplicationRerouted = defineLetter({
  type: 'application.rerouted',
  version: 1,
  from: 'review',
  to: ['intake'],
  schema: z.object({ applicationId, county: BureauCode, reroutedAt: at, reroutedBy: OfficerName }),
});

export const revocationReasons = ['registration-moved', 'registration-cancelled', 'holder-died', 'error'] as const;

/** An issue taken back; stops the card if it can still be stopped. */
export const IssueRevoked = defineLetter({
  type: 'issue.revoked',
  version: 1,
  from: 'review',
  to: ['intake'],
  schema: z.object({
    applicationId,
    reason: z.enum(revocationReasons),
    explanation: PlainWords(1, 1000),
    revokedAt: at,
    revokedBy: OfficerName,
  }),
});
