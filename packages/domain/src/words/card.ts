import type { visualPoints } from '../production/card.js';
import type { CardFace } from '../review/certification.js';
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
};

/** Points of the visual check of a made card. */
export const visualPointWords: Readonly<Record<(typeof visualPoints)[number], Term>> = {
  'items-legible': { zh: '证面文字清晰', en: 'The items are legible', source: 'GA 458' },
  'photo-clear': { zh: '照片清晰', en: 'The photo is clear', source: 'GA 458' },
  'film-intact': { zh: '覆膜完好', en: 'The film is intact', source: 'GA 458' },
  'edges-clean': { zh: '切边平整', en: 'The edges are clean', source: 'GA 458' },
};
