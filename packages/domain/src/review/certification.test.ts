import {
  aCertification,
  aForm,
  anOfficer,
  aRegisteredPerson,
  aReview,
  aSignedCertification,
  day,
  issuedAt,
} from '../testing/index.js';
import {
  Certification,
  type CertificationExpected,
  type CertificationFault,
  certificationFaults,
  faceDifferences,
  signatureOutcome,
} from './certification.js';
import type { SecondScript } from '../shared/script.js';
import { certify } from './issuing.js';

const { bureau, applicationId, photoSha256, face } = aCertification();
const right: CertificationExpected = { signature: 'valid', bureau, applicationId, photoSha256 };
const issuer = anOfficer({ role: 'issuer' });
const own = { id: '019cab00-0000-7000-8000-0000000000c1', issuingOrgan: '乙县公安局', divisions: [bureau] };
const code = (expected: string, details: object) => expect.objectContaining({ code: expected, details });

describe('the check of a certification', () => {
  it('finds nothing on a right one', () => {
    expect(certificationFaults(aSignedCertification(), right)).toEqual([]);
    expect(certificationFaults(aSignedCertification(), { ...right, liveCards: 0 })).toEqual([]);
  });

  it.each([
    ['SIGNATURE', { signature: 'invalid' }],
    ['KEY', { signature: 'no-valid-key' }],
    ['BUREAU', { bureau: '990303' }],
    ['APPLICATION', { applicationId: '019cab00-0000-7000-8000-000000000002' }],
    ['PHOTO', { photoSha256: 'f'.repeat(64) }],
    ['LIVE_CARD', { liveCards: 1 }],
  ] as [CertificationFault, Partial<CertificationExpected>][])('finds %s', (fault, over) => {
    expect(certificationFaults(aSignedCertification(), { ...right, ...over })).toEqual([fault]);
  });

  it.each([
    ['a sex that is not the number’s', { face: { ...face, sex: '2' } }, ['NUMBER']],
    ['a birth date that is not the number’s', { face: { ...face, bornOn: day('1990-05-18') } }, ['NUMBER']],
    ['a validity that begins on another day', { issuedAt: '2026-03-04T16:00:00.000Z' }, ['ISSUED_ON']],
    [
      'ten years where the law has twenty',
      { face: { ...face, validity: { ...face.validity, until: day('2036-03-04') } } },
      ['VALIDITY'],
    ],
    ['an issuer who reviewed it', { issuer: { ...aCertification().reviewer, inPost: true } }, ['ISSUER_REVIEWED_IT']],
  ] as [string, Partial<Certification>, CertificationFault[]][])('finds %s', (_, over, faults) => {
    expect(certificationFaults(aSignedCertification(over), right)).toEqual(faults);
  });

  it('finds everything at once', () => {
    const wrong = aSignedCertification({ issuer: { ...aCertification().reviewer, inPost: false as true } });
    expect(certificationFaults(wrong, { ...right, signature: 'invalid' })).toEqual([
      'SIGNATURE',
      'ISSUER_REVIEWED_IT',
      'ISSUER_NOT_IN_POST',
    ]);
  });

  it('does not read one by an issuer not in post', () => {
    const certification = { ...aCertification(), issuer: { ...aCertification().issuer, inPost: false } };
    expect(Certification.safeParse(certification).success).toBe(false);
  });

  it('knows a signature that is wrong from a key that was not valid then', () => {
    expect([true, false, undefined].map(signatureOutcome)).toEqual(['valid', 'invalid', 'no-valid-key']);
  });
});

describe('what a county certifies', () => {
  const certified = (over: Parameters<typeof aRegisteredPerson>[0] = {}, leapBirthday?: 'mar-1') =>
    certify(
      aReview({ state: 'reviewed' }),
      aRegisteredPerson(over),
      { ...own, ...(leapBirthday ? { leapBirthday } : {}) },
      issuer,
      issuedAt,
    );

  it('passes its own check, and is what the register has, field by field', () => {
    const certification = certified();
    const signed = { certification, signature: aSignedCertification().signature };
    expect(certificationFaults(signed, right)).toEqual([]);
    expect(faceDifferences(certification.face, aRegisteredPerson())).toEqual([]);
    expect(faceDifferences(certification.face, aRegisteredPerson({ name: '欧阳三', ethnicity: '03' }))).toEqual([
      'name',
      'ethnicity',
    ]);
  });

  it('scenario 04: says by which rule the validity was fixed, the leap birthday too', () => {
    expect(certified().validityBy).toEqual({ rule: 'from-26', leapBirthday: 'feb-28' });
    expect(certified({}, 'mar-1').validityBy).toEqual({ rule: 'from-26', leapBirthday: 'mar-1' });
  });

  it('scenario 09: bears the registered address where only the street has changed', () => {
    const registeredAddress = '样本省乙县和平街道9号';
    expect(aForm().registeredAddress).not.toBe(registeredAddress);
    expect(certified({ registeredAddress }).face.address).toBe(registeredAddress);
  });

  const secondScript: SecondScript = {
    script: 'tibetan',
    name: 'བཀྲ་ཤིས།',
    address: ['དཔེ་མཚོན་ཞིང་ཆེན།'],
    issuingOrgan: 'སྤྱི་བདེ་ཅུས།',
  };

  it('extra scenario c: a bilingual card has its second script from the registration place before it is made', () => {
    const bilingual = { script: 'tibetan' as const, secondScript };
    expect(certified(bilingual).face.secondScript).toEqual(bilingual.secondScript);
    expect(faceDifferences(certified(bilingual).face, aRegisteredPerson())).toEqual(['secondScript']);
    expect(() => certified({ script: 'tibetan' })).toThrow(code('SECOND_SCRIPT_MISSING', { script: 'tibetan' }));
    expect(() => certified({ ...bilingual, script: 'yi' })).toThrow(code('SECOND_SCRIPT_MISSING', { script: 'yi' }));
    expect(certified({ script: 'han' }).face.secondScript).toBeUndefined();
  });
});
