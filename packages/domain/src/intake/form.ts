import { z } from 'zod';
import { Address } from '../shared/address.js';
import { DayText } from '../shared/calendar.js';
import { CitizenNumberText } from '../shared/citizen-number.js';
import { Phone, Sha256 } from '../shared/ids.js';
import { PersonNameText } from '../shared/person-name.js';

/** Why a card is needed: 有效期满换领, 损坏换领, 丢失补领, 项目变更换领, 首次申领 (Law arts. 10, 11; Norm arts. 76, 77). */
export const applicationReasons = ['expiry', 'damage', 'loss', 'item-change', 'first-issue'] as const;
export const ApplicationReason = z.enum(applicationReasons);
export type ApplicationReason = z.infer<typeof ApplicationReason>;

/** A renewal takes the original card back (Law art. 11); a replacement or a first card has none to take. */
export const isRenewal = (reason: ApplicationReason): boolean => reason !== 'loss' && reason !== 'first-issue';

/** GB/T 2261.1: a closed list, which is a type of its own and needs no brand. */
export const Sex = z.enum(['1', '2']);
/** GB/T 3304: 01 to 56, and 97 other, 98 naturalised foreigner. */
export const Ethnicity = z
  .string()
  .regex(/^(0[1-9]|[1-4]\d|5[0-6]|97|98)$/, 'ETHNICITY_CODE')
  .brand<'Ethnicity'>();
export type Ethnicity = z.infer<typeof Ethnicity>;

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
/** Why a hand has no registered finger: it is recorded and does not block the card. */
export const fingerprintCauses = ['worn', 'injured', 'missing', 'disability', 'device', 'young-child'] as const;
export const FingerprintCause = z.enum(fingerprintCauses);
/** One finger a hand, or the cause why there is none (Law art. 3). */
export const FingerprintRecord = z.object({
  hand: z.enum(['right', 'left']),
  outcome: z.enum(['registered', 'failed', 'not-registered']),
  finger: z.enum(fingers).optional(),
  cause: FingerprintCause.optional(),
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
export const ResidenceProof = z.enum(residenceProofs);

/** Relatives at the counter (Norm art. 81). */
export const relations = ['spouse', 'parent', 'child', 'guardian', 'other-relative'] as const;

/** 居民身份证申领登记表 with what 异地受理登记表 adds: what the applicant declares and signs. */
export const RegistrationForm = PersonItems.extend({
  registeredAddress: Address,
  residenceAddress: Address,
  residenceProof: ResidenceProof,
  phone: Phone,
  fingerprints: z.array(FingerprintRecord).max(2),
  /** The officer's mark: the appearance has changed so much that the photo on record does not settle who it is. */
  appearanceChanged: z.boolean(),
  /** Likeness of the new photo to the one on record, in percent, where a device compared them. */
  faceScore: z.int().min(0).max(100).optional(),
  /** Result of comparing fingers with those on the card, where there are any. */
  fingerprintComparison: z.enum(['match', 'no-match', 'not-compared']),
  guardian: z
    .object({ name: PersonNameText, citizenNumber: CitizenNumberText, relation: z.enum(['parent', 'other-guardian']) })
    .optional(),
  /** Who signed; the applicant unless it says otherwise. */
  signedBy: z.enum(['applicant', 'guardian']).optional(),
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
  'guardian-card',
  'guardian-proof',
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
