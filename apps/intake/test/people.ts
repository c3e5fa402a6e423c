import sharp from 'sharp';
import { citizenNumberCheckDigit, type Day, type RegisteredPerson } from '@yidi/domain';

/** A portrait as the photo station gives it. */
export const portrait = (width = 358, height = 441): Promise<Buffer> =>
  sharp(
    Buffer.from(`<svg width="${width}" height="${height}"><circle cx="50%" cy="40%" r="25%" fill="#c8b496"/></svg>`),
  )
    .flatten({ background: 'white' })
    .jpeg()
    .toBuffer();

/** A scan of a paper, different for each text. */
export const scanOf = (text: string): Buffer => Buffer.from(`%PDF-1.4 ${text}\n%%EOF\n`);

/** What must never be found in clear anywhere. */
export const planted = {
  name: '陈𬱖',
  address: '样本省乙县城关镇幸福路77号',
  residence: '样本省甲县新城路99号',
  phone: '13900007788',
};

let people = 0;

/** Somebody registered in a county whose card has run out, with a citizen number that nobody else has. */
export function aPerson(county: string, given: Partial<RegisteredPerson> = {}): RegisteredPerson {
  people += 1;
  const first17 = `${county}19980315${String(people * 2).padStart(3, '0')}`;
  const items = {
    citizenNumber: first17 + citizenNumberCheckDigit(first17),
    name: planted.name,
    sex: '2',
    ethnicity: '01',
    bornOn: '1998-03-15' as Day,
  };
  return {
    ...items,
    registeredAddress: planted.address,
    division: county,
    registration: 'active',
    lastCard: { issuedOn: '2016-01-10' as Day, validUntil: '2026-01-10' as Day, hasFingerprints: true, ...items },
    itemChanges: [],
    integrityRecords: [],
    ...given,
  };
}

/** The form as the person signs it. */
export const formOf = (
  { citizenNumber, name, sex, ethnicity, bornOn, registeredAddress }: RegisteredPerson,
  given: Record<string, unknown> = {},
) => ({
  citizenNumber,
  name,
  sex,
  ethnicity,
  bornOn,
  registeredAddress,
  residenceAddress: planted.residence,
  residenceProof: 'residence-permit',
  phone: planted.phone,
  fingerprints: [
    { hand: 'right', outcome: 'registered', finger: 'right-thumb' },
    { hand: 'left', outcome: 'not-registered', cause: 'injured' },
  ],
  appearanceChanged: false,
  fingerprintComparison: 'match',
  ...given,
});
