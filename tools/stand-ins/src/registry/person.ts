import { citizenNumberCheckDigit, Script, SecondScript } from '@yidi/domain';
import { z } from 'zod';

/** A citizen number (公民身份号码, GB 11643): 18 signs with a fitting check digit. */
export const CitizenNumber = z
  .string()
  .regex(/^\d{17}[\dX]$/, 'must be 17 digits and a check sign')
  .refine((number) => citizenNumberCheckDigit(number.slice(0, 17)) === number[17], 'the check sign does not fit');

const Day = z.iso.date();
const Division = z.string().regex(/^\d{6}$/, 'must be 6 digits');
const Sex = z.enum(['1', '2']);
const Ethnicity = z.string().regex(/^\d{2}$/, 'must be 2 digits (GB/T 3304)');
const Name = z.string().min(1).max(50);

/** The last card (居民身份证) that was issued, as it was printed. */
export const LastCard = z.strictObject({
  number: z.string().min(1).max(32),
  issuedOn: Day,
  validUntil: z.union([Day, z.literal('long-term')]),
  hasFingerprints: z.boolean(),
  name: Name,
  sex: Sex,
  ethnicity: Ethnicity,
  bornOn: Day,
  citizenNumber: CitizenNumber,
});
export type LastCard = z.infer<typeof LastCard>;

/** A registered item that was changed (GA/T 2000.24): 1x number, 2x name, 3x sex, 4x birth date, 5x ethnicity. */
export const ItemChange = z.strictObject({
  class: z.string().regex(/^[1-5]\d$/, 'must be a change class 1x to 5x'),
  on: Day,
});

/** A record of forging, altering, trading, falsely claiming or impersonating with an identity document. */
export const IntegrityRecord = z.strictObject({
  id: z.string().min(1).max(64),
  act: z.enum(['forge', 'alter', 'trade', 'false-claim', 'impersonate', 'use-forged']),
  document: z.enum(['household-register', 'identity-card', 'passport', 'driving-licence', 'other-state-document']),
  from: Day,
  until: Day.nullable(),
  dealtWith: z.boolean().optional(),
  recordedBy: z.string().min(1).max(50),
});

/** A person as the population registry has them. */
export const Person = z.strictObject({
  citizenNumber: CitizenNumber,
  name: Name,
  sex: Sex,
  ethnicity: Ethnicity,
  bornOn: Day,
  registeredAddress: z.string().min(1).max(100),
  division: Division,
  registration: z.enum(['active', 'moved', 'cancelled']),
  movedTo: Division.optional(),
  onService: z.boolean().optional(),
  lastCard: LastCard.nullable(),
  itemChanges: z.array(ItemChange),
  integrityRecords: z.array(IntegrityRecord),
  lossReports: z.array(z.strictObject({ on: Day })),
  foundCards: z.array(z.strictObject({ on: Day, at: z.string().min(1).max(100) })),
  /** Script of the cards that the county issues to this person, and what they say in it. */
  script: Script.optional(),
  secondScript: SecondScript.optional(),
});
export type Person = z.infer<typeof Person>;

/** Who asks for whom, and why: the registry keeps no answer without it. */
export const PersonQuery = z.strictObject({
  citizenNumber: CitizenNumber,
  purpose: z.string().min(1).max(200),
  officer: z.string().min(1).max(64),
  bureau: Division,
});

/** The photo on the person's last card, as JPEG. */
export const PhotoAnswer = z.discriminatedUnion('found', [
  z.object({ found: z.literal(false) }),
  z.object({ found: z.literal(true), citizenNumber: CitizenNumber, jpeg: z.base64() }),
]);

/** What the registry knows of the person asked for. */
export const PersonAnswer = z.discriminatedUnion('found', [
  z.object({ found: z.literal(false) }),
  z.object({ found: z.literal(true), person: Person }),
]);
