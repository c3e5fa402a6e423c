import { z } from 'zod';
import { DayText } from '../shared/calendar.js';
import { parseCitizenNumber } from '../shared/citizen-number.js';
import { readAs } from '../shared/faults.js';
import { OpaqueId } from '../shared/ids.js';
import { parsePersonName } from '../shared/person-name.js';
import { Script, SecondScript } from '../shared/script.js';

export const misuseActs = ['forge', 'alter', 'trade', 'false-claim', 'impersonate', 'use-forged'] as const;
export const misusedDocuments = [
  'household-register',
  'identity-card',
  'passport',
  'driving-licence',
  'other-state-document',
] as const;

/** A recorded misuse of a document, effective from a day until a day or without end. */
export const IntegrityRecord = z.object({
  id: OpaqueId,
  act: z.enum(misuseActs),
  document: z.enum(misusedDocuments),
  from: DayText,
  until: DayText.nullable(),
  /** The misuse has been dealt with (已作处理); some places count only what has not. */
  dealtWith: z.boolean().optional(),
});

/** Old registries write x, middle dots and spaces their own way: that is no change of a name or number. */
const name = readAs(parsePersonName);
const citizenNumber = readAs(parseCitizenNumber);

/** What the population registry says of a person: the registered items prevail over what is declared. */
export const RegisteredPerson = z.object({
  citizenNumber,
  name,
  sex: z.string(),
  ethnicity: z.string(),
  bornOn: DayText,
  registeredAddress: z.string(),
  division: z.string().regex(/^\d{6}$/),
  registration: z.enum(['active', 'moved', 'cancelled']),
  movedTo: z.string().optional(),
  onService: z.boolean().optional(),
  lastCard: z
    .object({
      number: z.string().optional(),
      issuedOn: DayText,
      validUntil: z.union([DayText, z.literal('long-term')]),
      hasFingerprints: z.boolean(),
      name,
      sex: z.string(),
      ethnicity: z.string(),
      bornOn: DayText,
      citizenNumber,
    })
    .nullable(),
  itemChanges: z.array(z.object({ class: OpaqueId, on: DayText })),
  integrityRecords: z.array(IntegrityRecord),
  /** National loss reports and found cards (Norm arts. 85, 86), where the registry passes them on. */
  lossReports: z.array(z.object({ on: DayText })).optional(),
  foundCards: z.array(z.object({ on: DayText })).optional(),
  /** Script of the cards that this person's county issues, and what it says in it. */
  script: Script.optional(),
  secondScript: SecondScript.optional(),
});
export type RegisteredPerson = z.infer<typeof RegisteredPerson>;

/** The registry's answer as screening sees it; `away` when it could not be asked. */
export type RegistryAnswer = { answer: 'found'; person: RegisteredPerson } | { answer: 'unknown' } | { answer: 'away' };

/** What the credit feed says: active records of the person, and how old the feed is. */
export interface CreditAnswer {
  readonly recordIds: readonly string[];
  /** Hours since the platform last pushed anything; undefined when it never did. */
  readonly feedAgeHours: number | undefined;
}
