import { z } from 'zod';
import { DayText } from '../shared/calendar.js';
import { CitizenNumberText } from '../shared/citizen-number.js';
import { Phone, Sha256 } from '../shared/ids.js';
import { PersonNameText } from '../shared/person-name.js';
import { PlainText } from '../shared/plain-text.js';

/** Why a new card is needed: 有效期满换领, 损坏换领, 丢失补领. */
export const applicationReasons = ['expiry', 'damage', 'loss'] as const;
export const ApplicationReason = z.enum(applicationReasons);
export type ApplicationReason = z.infer<typeof ApplicationReason>;

/** A renewal takes the original card back; a replacement has none to take. */
export const isRenewal = (reason: ApplicationReason): boolean => reason !== 'loss';

/** GB/T 2261.1. */
export const Sex = z.enum(['1', '2']);
/** GB/T 3304: 01 to 56, and 97 other, 98 naturalised foreigner. */
export const Ethnicity = z.string().regex(/^(0[1-9]|[1-4]\d|5[0-6]|97|98)$/, 'ETHNICITY_CODE');
/** A registered address begins with the province's name or usual short form (form notes). */
export const Address = PlainText(4, 120, 'ADDRESS_LENGTH');

/** Five items that are the person: a change in any of them is for the registration place (first refusal). */
export const PersonItems = z.object({
  citizenNumber: CitizenNumberText,
  name: PersonNameText,
  sex: Sex,
  ethnicity: Ethnicity,
  bornOn: DayText,
});
export type PersonItems = z.infer<typeof PersonItems>;

export const fingers = ['right-thumb', 'right-index', 'left-thumb', 'left-index'] as const;
export const FingerprintRecord = z.object({
  hand: z.enum(['right', 'left']),
  outcome: z.enum(['registered', 'failed', 'not-registered']),
  finger: z.enum(fingers).optional(),
  cause: z.enum(['worn', 'injured', 'missing', 'disability', 'device']).optional(),
});

/** Lawful, stable work, study or residence here: any one (Ten Rules art. 2). */
export const residenceProofs = [
  'residence-permit',
  'temporary-registration',
  'labour-contract',
  'business-licence',
  'student-card',
  'title-deed',
  'lease',
] as const;

/** 居民身份证申领登记表 with what 异地受理登记表 adds: what the applicant declares and signs. */
export const RegistrationForm = PersonItems.extend({
  registeredAddress: Address,
  residenceAddress: Address,
  residenceProof: z.enum(residenceProofs),
  phone: Phone,
  fingerprints: z.array(FingerprintRecord).max(2),
  /** The officer's mark: the appearance has changed so much that the photo on record does not settle who it is. */
  appearanceChanged: z.boolean(),
  /** Result of comparing fingers with those on the card, where there are any. */
  fingerprintComparison: z.enum(['match', 'no-match', 'not-compared']),
  guardian: z
    .object({ name: PersonNameText, citizenNumber: CitizenNumberText, relation: z.enum(['parent', 'other-guardian']) })
    .optional(),
});
export type RegistrationForm = z.infer<typeof RegistrationForm>;

/** Fields of the form that the county may name when it returns a case. */
export const formItems = [
  'citizenNumber',
  'name',
  'sex',
  'ethnicity',
  'bornOn',
  'registeredAddress',
  'residenceAddress',
  'phone',
  'guardian',
  'fingerprints',
] as const;

export const paperKinds = [
  'photo',
  'original-card',
  'household-register',
  'residence-permit',
  'passport',
  'driving-licence',
  'residence-proof',
  'exemption-certificate',
] as const;
export const PaperKind = z.enum(paperKinds);
/** What can be returned and answered: fields of the form and papers by their names, which history may note. */
export const ReturnableItem = z.enum([...formItems, ...paperKinds]);
export type PaperKind = z.infer<typeof PaperKind>;

/** One scan or photo, named by its SHA-256; the bytes travel in `attachment.sent`. */
export const Paper = z.object({
  kind: PaperKind,
  sha256: Sha256,
  size: z
    .int()
    .min(1)
    .max(700 * 1024),
  contentType: z.enum(['image/jpeg', 'application/pdf']),
});
export type Paper = z.infer<typeof Paper>;
