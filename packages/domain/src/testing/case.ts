import type { Paper, PaperKind } from '../intake/form.js';
import { refusalRules } from '../intake/refusals/index.js';
import { type RuleAnswer, screen, type Screening, type ScreeningCase } from '../intake/screening.js';
import { policyOn, type PolicySet, type RuleId } from '../policy/policy.js';
import type { Certification, SignedCertification } from '../review/certification.js';
import { validityBy, validityFor } from '../review/validity.js';
import { nameOf } from '../shared/officer.js';
import { ReceiptCode } from '../shared/receipt-code.js';
import { aForm, anOfficer, aSha256, found } from './people.js';
import { anAcceptanceNumber, county, day, residence } from './values.js';

/** Monday, 2 March 2026, ten in the morning in China: when the examples are accepted. */
export const acceptedAt = new Date('2026-03-02T02:00:00.000Z');
/** Two days later the county has issued. */
export const issuedAt = new Date('2026-03-04T02:00:00.000Z');
/** The policy of the examples. */
export const seed: PolicySet = policyOn('SEED', day('2026-03-02'));
/** Id of the examples' application. */
export const applicationId = '019cab00-0000-7000-8000-000000000001';
/** The number on the examples' receipt, and the code to ask with. */
export const receipt = {
  number: anAcceptanceNumber(),
  receiptCode: ReceiptCode.parse('YD7K2M9QX4RT8VW3ABCDEFGH'),
} as const;
/** Whom to ask at the desk. */
export const deskContact = '甲县公安局受理点 0990-1010001';

/** A paper of this kind, named by a digest that follows from its name. */
export function aPaper(kind: PaperKind, name: string = kind): Paper {
  return {
    kind,
    sha256: aSha256(name),
    size: 16_000,
    contentType: kind === 'photo' ? 'image/jpeg' : 'application/pdf',
  };
}

/** A renewal at the desk of the residence, of a man of the county against whom there is nothing. */
export function aCase(over: Partial<ScreeningCase> = {}): ScreeningCase {
  return {
    reason: 'expiry',
    form: aForm(),
    papers: ['photo', 'original-card'],
    bureau: residence,
    registry: found(),
    credit: { recordIds: [], feedAgeHours: 1 },
    today: day('2026-03-02'),
    ...over,
  };
}

/** Cases as they come: most have nothing against them, some have a record, a change, a missing paper. */
export const someCases = (): ScreeningCase[] => [
  aCase(),
  aCase({ reason: 'damage' }),
  aCase({ reason: 'loss', papers: ['photo', 'household-register'] }),
  aCase({ reason: 'first-issue', papers: ['photo', 'household-register'], registry: found({ lastCard: null }) }),
  aCase({ papers: ['photo'] }),
  aCase({ credit: { recordIds: ['C-1'], feedAgeHours: 1 } }),
  aCase({ form: aForm({ appearanceChanged: true }), registry: found({ lastCard: null }) }),
  aCase({ registry: found({ registration: 'moved' }) }),
  aCase({ registry: { answer: 'away' } }),
];

/** One rule's answer about a case, without what it looked at. */
export function answerOf(rule: RuleId, the: ScreeningCase, policy: PolicySet = seed): RuleAnswer {
  const { inputs: _, ...answer } = refusalRules[rule].screen(the, policy);
  return answer;
}

/** What the rules say of a case. */
export const aScreening = (over: Partial<ScreeningCase> = {}): Screening => screen(aCase(over), seed, acceptedAt);

/** Whom the applicant may ask at the county. */
export const countyContact = { name: '乙县公安局户政大队', phone: '0990-2020001' } as const;

/** What the county certified for the examples' man. */
export function aCertification(over: Partial<Certification> = {}): Certification {
  const { name, sex, ethnicity, bornOn, citizenNumber, registeredAddress } = aForm();
  return {
    id: '019cab00-0000-7000-8000-0000000000c1',
    applicationId,
    acceptanceNumber: receipt.number,
    reason: 'expiry',
    issuedAt: issuedAt.toISOString(),
    bureau: county,
    face: {
      name,
      sex,
      ethnicity,
      bornOn,
      address: registeredAddress,
      citizenNumber,
      issuingOrgan: '乙县公安局',
      validity: validityFor(bornOn, day('2026-03-04')),
    },
    photoSha256: aSha256('photo'),
    reviewer: nameOf(anOfficer({ role: 'reviewer' })),
    issuer: { ...nameOf(anOfficer({ role: 'issuer' })), inPost: true },
    validityBy: validityBy(bornOn, day('2026-03-04')),
    ...over,
  };
}

/** The certification with a signature that nobody made: the domain checks none. */
export function aSignedCertification(over: Partial<Certification> = {}): SignedCertification {
  return { certification: aCertification(over), signature: { kid: `${county}.certify.1`, value: 'c2FtcGxl' } };
}
