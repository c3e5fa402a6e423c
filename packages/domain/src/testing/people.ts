import type { RegistrationForm } from '../intake/form.js';
import type { RegisteredPerson, RegistryAnswer } from '../intake/registry.js';
import { type CitizenNumber, citizenNumberCheckDigit, CitizenNumberText } from '../shared/citizen-number.js';
import type { Officer, Role } from '../shared/officer.js';
import { anAddress, aName, anEthnicity, aPhone, aPoint, county, day, residence } from './values.js';

/** A citizen number of the unassigned range with a valid check character. */
export function aCitizenNumber({
  division = county,
  born = '1990-05-17',
  sequence = 17,
}: { division?: string; born?: string; sequence?: number } = {}): CitizenNumber {
  const first17 = `${division}${born.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return CitizenNumberText.parse(first17 + citizenNumberCheckDigit(first17));
}

/** 64 hexadecimal digits that stand for a file of this name. */
export function aSha256(name: string): string {
  const hex = Array.from(name, (c) => c.charCodeAt(0).toString(16)).join('');
  return hex.padEnd(64, '0').slice(0, 64);
}

const names: Readonly<Record<Role, string>> = {
  clerk: '张受理',
  'accepting-officer': '李受理',
  reviewer: '王审核',
  issuer: '赵签发',
  maker: '钱制证',
  inspector: '孙质检',
  distributor: '周发证',
  supervisor: '吴主管',
  auditor: '郑审计',
  administrator: '冯管理',
};
const inPost: readonly Role[] = ['accepting-officer', 'reviewer', 'issuer', 'supervisor'];

/** An officer with one role, of the bureau in which the examples need that role. */
export function anOfficer({ role, ...over }: { role: Role } & Partial<Officer>): Officer {
  const bureau = over.bureau ?? (role === 'reviewer' || role === 'issuer' ? county : residence);
  return {
    id: `${bureau}-${role}-1`,
    name: names[role],
    bureau,
    point: aPoint(`${bureau}001`),
    roles: [role],
    inPost: inPost.includes(role),
    ...over,
  };
}

/** The form of a man of 35, registered in the county, living in the residence. */
export function aForm(over: Partial<RegistrationForm> = {}): RegistrationForm {
  return {
    citizenNumber: aCitizenNumber(),
    name: aName('欧阳𬱖'),
    sex: '1',
    ethnicity: anEthnicity('01'),
    bornOn: day('1990-05-17'),
    registeredAddress: anAddress('样本省乙县和平街道1号'),
    residenceAddress: anAddress('样本省甲县人民路2号'),
    residenceProof: 'residence-permit',
    phone: aPhone('13900000001'),
    fingerprints: [
      { hand: 'right', outcome: 'registered', finger: 'right-thumb' },
      { hand: 'left', outcome: 'registered', finger: 'left-thumb' },
    ],
    appearanceChanged: false,
    fingerprintComparison: 'not-compared',
    ...over,
  };
}

/** The same man as his county has him: active, last card expiring in May 2026, nothing against him. */
export function aRegisteredPerson(over: Partial<RegisteredPerson> = {}): RegisteredPerson {
  const { citizenNumber, name, sex, ethnicity, bornOn, registeredAddress } = aForm();
  return {
    citizenNumber,
    name,
    sex,
    ethnicity,
    bornOn,
    registeredAddress,
    division: county,
    registration: 'active',
    lastCard: aLastCard(),
    itemChanges: [],
    integrityRecords: [],
    ...over,
  };
}

/** The card he has now. */
export function aLastCard(
  over: Partial<NonNullable<RegisteredPerson['lastCard']>> = {},
): NonNullable<RegisteredPerson['lastCard']> {
  const { citizenNumber, name, sex, ethnicity, bornOn } = aForm();
  return {
    issuedOn: day('2006-05-20'),
    validUntil: day('2026-05-20'),
    hasFingerprints: true,
    name,
    sex,
    ethnicity,
    bornOn,
    citizenNumber,
    ...over,
  };
}

/** The registry's answer about him. */
export const found = (over: Partial<RegisteredPerson> = {}): RegistryAnswer => ({
  answer: 'found',
  person: aRegisteredPerson(over),
});
