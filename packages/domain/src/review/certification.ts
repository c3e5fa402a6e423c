import { z } from 'zod';
import { ApplicationReason, Ethnicity, Sex } from '../intake/form.js';
import { Address } from '../shared/address.js';
import { DayText, InstantText } from '../shared/calendar.js';
import { CitizenNumberText } from '../shared/citizen-number.js';
import { AcceptanceNumber, BureauCode, OpaqueId, Sha256 } from '../shared/ids.js';
import { OfficerName } from '../shared/officer.js';
import { chipAddressUnits, chipNameUnits, PersonNameText } from '../shared/person-name.js';
import { PlainText } from '../shared/plain-text.js';
import { Validity } from './validity.js';

/** Name and address as the chip gets them where the full ones have no room: chosen by the county, never cut off by a machine. */
export const ChipForms = z.object({
  name: PersonNameText.refine((name) => name.length <= chipNameUnits, 'TOO_LONG').optional(),
  address: Address.refine((address) => address.length <= chipAddressUnits, 'TOO_LONG').optional(),
});
export type ChipForms = z.infer<typeof ChipForms>;

/** What is on the card's face and in its chip, and nothing else (Law art. 3). */
export const CardFace = z.object({
  name: PersonNameText,
  sex: Sex,
  ethnicity: Ethnicity,
  bornOn: DayText,
  address: Address,
  citizenNumber: CitizenNumberText,
  issuingOrgan: PlainText(1, 15),
  validity: Validity,
  chip: ChipForms.optional(),
});
export type CardFace = z.infer<typeof CardFace>;

/** 制证信息 certified by the registration county: what may be made, signed by the key that only review holds (Law art. 8). */
export const Certification = z.object({
  id: z.uuid(),
  applicationId: z.uuid(),
  acceptanceNumber: AcceptanceNumber,
  reason: ApplicationReason,
  issuedAt: InstantText,
  bureau: BureauCode,
  face: CardFace,
  photoSha256: Sha256,
  reviewer: OfficerName,
  issuer: OfficerName.extend({ inPost: z.literal(true) }),
});
export type Certification = z.infer<typeof Certification>;

/** The certification with B's signature (Ed25519 over its RFC 8785 bytes), provable wherever it is passed on. */
export const SignedCertification = z.object({
  certification: Certification,
  signature: z.object({ kid: OpaqueId, value: z.base64url().max(100) }),
});
export type SignedCertification = z.infer<typeof SignedCertification>;

/** What a check of a certification found wrong; an empty list means it may be made. */
export type CertificationFault = 'SIGNATURE' | 'BUREAU' | 'APPLICATION' | 'ISSUER_REVIEWED_IT' | 'PHOTO';

/** The check production and anyone later does; the signature's own check is an argument, the domain does no cryptography. */
export function certificationFaults(
  { certification }: SignedCertification,
  expected: { signatureValid: boolean; bureau: string; applicationId: string; photoSha256: string },
): CertificationFault[] {
  const checks: [CertificationFault, boolean][] = [
    ['SIGNATURE', expected.signatureValid],
    ['BUREAU', certification.bureau === expected.bureau],
    ['APPLICATION', certification.applicationId === expected.applicationId],
    ['ISSUER_REVIEWED_IT', certification.issuer.id !== certification.reviewer.id],
    ['PHOTO', certification.photoSha256 === expected.photoSha256],
  ];
  return checks.filter(([, holds]) => !holds).map(([fault]) => fault);
}
