import { z } from 'zod';
import { ApplicationReason, Ethnicity, Sex } from '../intake/form.js';
import { Address } from '../shared/address.js';
import type { RegisteredPerson } from '../intake/registry.js';
import { chinaDay, DayText, InstantText } from '../shared/calendar.js';
import { bornOn, CitizenNumberText, sexOf } from '../shared/citizen-number.js';
import { AcceptanceNumber, BureauCode, OpaqueId, Sha256 } from '../shared/ids.js';
import { OfficerName } from '../shared/officer.js';
import { chipAddressUnits, chipNameUnits, PersonNameText } from '../shared/person-name.js';
import { PlainText } from '../shared/plain-text.js';
import { SecondScript } from '../shared/script.js';
import { Validity, ValidityBy, validityFor } from './validity.js';

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
  /** On a bilingual card (Law art. 4). */
  secondScript: SecondScript.optional(),
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
  /** By which rule the validity was fixed. */
  validityBy: ValidityBy.optional(),
});
export type Certification = z.infer<typeof Certification>;

/** The certification with B's signature (Ed25519 over its RFC 8785 bytes), provable wherever it is passed on. */
export const SignedCertification = z.object({
  certification: Certification,
  signature: z.object({ kid: OpaqueId, value: z.base64url().max(100) }),
});
export type SignedCertification = z.infer<typeof SignedCertification>;

/** What may be wrong with a certification. */
export const certificationChecks = [
  'SIGNATURE',
  'KEY',
  'BUREAU',
  'APPLICATION',
  'PHOTO',
  'ISSUER_REVIEWED_IT',
  'ISSUER_NOT_IN_POST',
  'NUMBER',
  'ISSUED_ON',
  'VALIDITY',
  'LIVE_CARD',
] as const;
/** What a check of a certification found wrong; an empty list means it may be made. */
export type CertificationFault = (typeof certificationChecks)[number];

/** What who checks knows from elsewhere; the domain does no cryptography. */
export interface CertificationExpected {
  /** Whether the signature is the key's, and whether that key was the county's at the time of issue. */
  readonly signature: 'valid' | 'invalid' | 'no-valid-key';
  readonly bureau: BureauCode;
  readonly applicationId: string;
  readonly photoSha256: string;
  /** Cards in use or in the making that came from this certification. */
  readonly liveCards?: number;
}

/** The outcome of a signature's check; undefined where the directory had no key of that name that was valid then. */
export const signatureOutcome = (verified: boolean | undefined): CertificationExpected['signature'] =>
  verified === undefined ? 'no-valid-key' : verified ? 'valid' : 'invalid';

/** A check by its name. */
type Check = (certification: Certification, expected: CertificationExpected) => boolean;

const checks: Readonly<Record<CertificationFault, Check>> = {
  SIGNATURE: (_, { signature }) => signature !== 'invalid',
  KEY: (_, { signature }) => signature !== 'no-valid-key',
  BUREAU: ({ bureau }, expected) => bureau === expected.bureau,
  APPLICATION: ({ applicationId }, expected) => applicationId === expected.applicationId,
  PHOTO: ({ photoSha256 }, expected) => photoSha256 === expected.photoSha256,
  ISSUER_REVIEWED_IT: ({ issuer, reviewer }) => issuer.id !== reviewer.id,
  ISSUER_NOT_IN_POST: ({ issuer }) => issuer.inPost,
  NUMBER: ({ face: { citizenNumber, sex, bornOn: born } }) =>
    sexOf(citizenNumber) === sex && bornOn(citizenNumber) === born,
  ISSUED_ON: ({ issuedAt, face }) => face.validity.from === chinaDay(new Date(issuedAt)),
  VALIDITY: ({ face: { bornOn: born, validity }, validityBy }) =>
    validityFor(born, validity.from, validityBy?.leapBirthday).until === validity.until,
  LIVE_CARD: (_, { liveCards = 0 }) => liveCards === 0,
};

/** The check production and anyone later does: right bureau, key valid then, issuer in post and not the reviewer, face as the law has it, one live card. */
export function certificationFaults(
  { certification }: SignedCertification,
  expected: CertificationExpected,
): CertificationFault[] {
  return certificationChecks.filter((check) => !checks[check](certification, expected));
}

/** Items of the card's face that are not as the county has registered them: what is on the card follows the register, field by field. */
export function faceDifferences(face: CardFace, person: RegisteredPerson): (keyof CardFace)[] {
  const { name, sex, ethnicity, bornOn: born, citizenNumber, registeredAddress: address, secondScript } = person;
  const registered = { name, sex, ethnicity, bornOn: born, address, citizenNumber };
  const items = (Object.keys(registered) as (keyof typeof registered)[]).filter(
    (item) => face[item] !== registered[item],
  );
  const second = JSON.stringify(face.secondScript) === JSON.stringify(secondScript);
  return second ? items : [...items, 'secondScript'];
}
