import type { visualPoints } from '../production/card.js';
import type { ChipDifference } from '../production/chip.js';
import type { CardFace, CertificationFault } from '../review/certification.js';
import type { ValidityBy } from '../review/validity.js';
import type { Term } from './index.js';

/** What stands on the card, as its face is labelled. */
export const faceWords: Readonly<Record<Exclude<keyof CardFace, 'chip'>, Term>> = {
  name: { zh: '姓名', en: 'Name', source: 'Law art. 3' },
  sex: { zh: '性别', en: 'Sex', source: 'Law art. 3' },
  ethnicity: { zh: '民族', en: 'Ethnicity', source: 'Law art. 3' },
  bornOn: { zh: '出生', en: 'Born', source: 'Law art. 3' },
  address: { zh: '住址', en: 'Address', source: 'Law art. 3' },
  citizenNumber: { zh: '公民身份号码', en: 'Citizen number', source: 'Law art. 3' },
  issuingOrgan: { zh: '签发机关', en: 'Issuing organ', source: 'Law art. 3' },
  validity: { zh: '有效期限', en: 'Period of validity', source: 'Law art. 3' },
  secondScript: { zh: '民族文字项目', en: 'Second script', source: 'Law art. 4' },
};

/** What the chip holds besides the items of the face. */
export const chipOnlyWords: Readonly<Record<Exclude<ChipDifference['field'], keyof CardFace>, Term>> = {
  validFrom: { zh: '有效期起始日期', en: 'Valid from', source: 'GA/T 490' },
  validUntil: { zh: '有效期截止日期', en: 'Valid until', source: 'GA/T 490' },
  photo: { zh: '相片', en: 'Photo', source: 'Law art. 3' },
};

/** Points of the visual check of a made card. */
export const visualPointWords: Readonly<Record<(typeof visualPoints)[number], Term>> = {
  'items-legible': { zh: '证面文字清晰', en: 'The items are legible', source: 'GA 458' },
  'photo-clear': { zh: '照片清晰', en: 'The photo is clear', source: 'GA 458' },
  'film-intact': { zh: '覆膜完好', en: 'The film is intact', source: 'GA 458' },
  'edges-clean': { zh: '切边平整', en: 'The edges are clean', source: 'GA 458' },
};

/** What the check of a certification may find wrong. */
export const certificationFaultWords: Readonly<Record<CertificationFault, Term>> = {
  SIGNATURE: { zh: '签名不符', en: 'The signature is wrong', source: 'Law art. 8' },
  KEY: { zh: '签名密钥当时无效', en: 'The key was not valid then', source: 'Law art. 8' },
  BUREAU: { zh: '不是户口所在地签发', en: 'Not of the county of registration', source: 'Norm art. 79' },
  APPLICATION: { zh: '不是本申请的制证信息', en: 'Of another application', source: 'system' },
  PHOTO: { zh: '照片不符', en: 'Another photo', source: 'Law art. 3' },
  ISSUER_REVIEWED_IT: { zh: '签发人即审核人', en: 'The issuer reviewed it', source: 'system' },
  ISSUER_NOT_IN_POST: { zh: '签发人不是在编民警', en: 'The issuer is not in post', source: 'Norm art. 7' },
  NUMBER: { zh: '性别或出生日期与号码不符', en: 'Sex or birth date contradicts the number', source: 'GB 11643' },
  ISSUED_ON: { zh: '有效期起始日不是签发日', en: 'Validity does not begin on the day of issue', source: 'Law art. 5' },
  VALIDITY: { zh: '有效期限与年龄不符', en: 'Validity does not follow the age', source: 'Law art. 5' },
  LIVE_CARD: { zh: '已有在制或在用证件', en: 'There is a live card', source: 'system' },
};

/** By which row of the law a validity was fixed. */
export const validityRuleWords: Readonly<Record<ValidityBy['rule'], Term>> = {
  'under-16': { zh: '未满十六周岁，五年', en: 'Under 16: five years', source: 'Law art. 5' },
  'from-16': { zh: '十六至二十五周岁，十年', en: 'From 16: ten years', source: 'Law art. 5' },
  'from-26': { zh: '二十六至四十五周岁，二十年', en: 'From 26: twenty years', source: 'Law art. 5' },
  'from-46': { zh: '四十六周岁以上，长期', en: 'From 46: long-term', source: 'Law art. 5' },
};
