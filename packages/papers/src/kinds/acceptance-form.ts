import {
  AcceptanceNumber,
  ApplicationReason,
  DayText,
  ethnicityWords,
  Fen,
  fingerprintWords,
  fingerWords,
  formatFen,
  PaperKind,
  paperWords,
  PlainText,
  reasonWords,
  RegistrationForm,
  residenceProofWords,
  sexWords,
} from '@yidi/domain';
import { z } from 'zod';
import { PaperHead } from './head.js';

const name = PlainText(1, 50).nullable();

/** 居民身份证异地受理登记表, which the applicant signs. */
export const AcceptanceForm = z.object({
  head: PaperHead,
  number: AcceptanceNumber.nullable(),
  reason: ApplicationReason,
  form: RegistrationForm,
  signedOn: DayText,
  county: PlainText(1, 50),
  papers: z.array(PaperKind),
  feeFen: Fen.nullable(),
  /** The photo as JPEG. */
  photo: z.custom<Uint8Array>((given) => given instanceof Uint8Array).nullable(),
  clerk: name,
  acceptingOfficer: name,
  reviewer: name,
  issuer: name,
});

const handWords = { right: { zh: '右手', en: 'Right' }, left: { zh: '左手', en: 'Left' } };
const relationWords = { parent: { zh: '父母', en: 'Parent' }, 'other-guardian': { zh: '其他监护人', en: 'Guardian' } };

/** The form as its template shows it. */
export function acceptanceFormValues({ reason, form, papers, feeFen, photo, ...rest }: z.infer<typeof AcceptanceForm>) {
  const { fingerprints, guardian } = form;
  return {
    ...rest,
    reason: reasonWords[reason],
    person: {
      ...form,
      sex: sexWords[form.sex],
      ethnicity: ethnicityWords(form.ethnicity),
      residenceProof: residenceProofWords[form.residenceProof],
    },
    guardian: guardian ? { ...guardian, relation: relationWords[guardian.relation] } : null,
    fingerprints: fingerprints.map(({ hand, finger, outcome, cause }) => ({
      hand: handWords[hand],
      finger: finger ? fingerWords[finger] : null,
      outcome: fingerprintWords[outcome],
      cause: cause ? fingerprintWords[cause] : null,
    })),
    papers: papers.map((kind) => paperWords[kind]),
    photo: photo && Array.from(photo),
    feeYuan: feeFen === null ? null : formatFen(feeFen),
  };
}
