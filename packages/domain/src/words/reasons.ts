import type { stopReasons, withdrawalReasons } from '../letters/from-intake.js';
import type { SpoilCause } from '../letters/from-production.js';
import type { countyRefusalCodes, returnCodes, revocationReasons } from '../letters/from-review.js';
import type { MachineFault } from '../production/card.js';
import type { Term } from './index.js';

/** Why the county does not issue. */
export const countyRefusalWords: Readonly<Record<(typeof countyRefusalCodes)[number], Term>> = {
  'identity-not-confirmed': { zh: '身份不能确认', en: 'Identity not confirmed', source: 'Ten Rules art. 3' },
  'items-changed': { zh: '项目变动', en: 'Items changed', source: 'Ten Rules art. 3 (2)' },
  'registration-moved': { zh: '户口已迁出', en: 'Registration moved', source: 'Law art. 8' },
  'registration-cancelled': { zh: '户口已注销', en: 'Registration cancelled', source: 'Law art. 8' },
  'not-registered-here': { zh: '户口不在本地', en: 'Not registered here', source: 'Law art. 8' },
  'document-misuse': { zh: '证件违法记录', en: 'Misuse of documents', source: 'Ten Rules art. 3 (4)' },
  'live-application-elsewhere': { zh: '已有在办申请', en: 'Live application elsewhere', source: 'system' },
  other: { zh: '其他', en: 'Other', source: 'system' },
};

/** What the county wants put right. */
export const returnWords: Readonly<Record<(typeof returnCodes)[number], Term>> = {
  'photo-quality': { zh: '照片质量', en: 'Photo quality', source: 'GA 461' },
  'item-differs': { zh: '项目不符', en: 'An item differs', source: 'Norm art. 83' },
  'paper-unreadable': { zh: '材料不清晰', en: 'Paper unreadable', source: 'Norm art. 83' },
  'paper-missing': { zh: '缺少材料', en: 'Paper missing', source: 'Norm art. 83' },
  question: { zh: '询问', en: 'Question', source: 'system' },
};

/** Why an issue was taken back. */
export const revocationWords: Readonly<Record<(typeof revocationReasons)[number], Term>> = {
  'registration-moved': { zh: '户口已迁出', en: 'Registration moved', source: 'Law art. 8' },
  'registration-cancelled': { zh: '户口已注销', en: 'Registration cancelled', source: 'Law art. 8' },
  'holder-died': { zh: '持证人死亡', en: 'Holder has died', source: 'Law art. 8' },
  error: { zh: '差错', en: 'Error', source: 'system' },
};

/** Why an applicant took the application back. */
export const withdrawalWords: Readonly<Record<(typeof withdrawalReasons)[number], Term>> = {
  'applicant-wish': { zh: '本人意愿', en: 'The applicant’s wish', source: 'system' },
  'card-found': { zh: '原证已找到', en: 'Card found', source: 'Norm art. 86' },
  duplicate: { zh: '重复申请', en: 'Duplicate', source: 'system' },
  other: { zh: '其他', en: 'Other', source: 'system' },
};

/** Why a card is not to be made. */
export const stopWords: Readonly<Record<(typeof stopReasons)[number], Term>> = {
  revoked: { zh: '签发已撤销', en: 'Issue revoked', source: 'system' },
  withdrawn: { zh: '申请已撤回', en: 'Application withdrawn', source: 'system' },
  'holder-died': { zh: '持证人死亡', en: 'Holder has died', source: 'Law art. 8' },
  error: { zh: '差错', en: 'Error', source: 'system' },
};

/** Why the machine could not make a card. */
export const machineFaultWords: Readonly<Record<MachineFault, Term>> = {
  'feed-fault': { zh: '进卡故障', en: 'The blank was not fed', source: 'system' },
  'print-fault': { zh: '印刷故障', en: 'Printing failed', source: 'system' },
  'lamination-fault': { zh: '覆膜故障', en: 'Lamination failed', source: 'system' },
  'chip-fault': { zh: '芯片写入故障', en: 'The chip was not written', source: 'system' },
  'other-fault': { zh: '其他设备故障', en: 'Another fault of the machine', source: 'system' },
};

/** Why a card is no good. */
export const spoilWords: Readonly<Record<SpoilCause, Term>> = {
  'machine-failed': { zh: '设备制证失败', en: 'Machine failed', source: 'system' },
  'visual-defect': { zh: '外观缺陷', en: 'Visual defect', source: 'GA 458' },
  'chip-differs': { zh: '机读内容不符', en: 'Chip differs', source: 'GA 458' },
  'chip-silent': { zh: '芯片无响应', en: 'Chip silent', source: 'GA 458' },
  'damaged-in-transit': { zh: '运送中损坏', en: 'Damaged in transit', source: 'system' },
  'lost-in-transit': { zh: '运送中遗失', en: 'Lost in transit', source: 'system' },
};
