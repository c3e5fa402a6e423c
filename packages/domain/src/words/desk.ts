import type { clockNames } from '../intake/clocks.js';
import type { exceptionKinds } from '../intake/collection.js';
import type { Outcome } from '../intake/explain.js';
import type { formItems, relations } from '../intake/form.js';
import type { PrintKind } from '../intake/prints.js';
import type { FoundCardOutcome } from '../intake/found-card.js';
import type { misuseActs, misusedDocuments } from '../intake/registry.js';
import type { FindingAnswer } from '../intake/screening.js';
import type { originalCardOutcomes } from '../letters/from-intake.js';
import type { Script } from '../shared/script.js';
import type { Term } from './index.js';

/** Fields of the registration form. */
export const itemWords: Readonly<Record<(typeof formItems)[number], Term>> = {
  citizenNumber: { zh: '公民身份号码', en: 'Citizen number', source: 'Law art. 3' },
  name: { zh: '姓名', en: 'Name', source: 'Law art. 3' },
  sex: { zh: '性别', en: 'Sex', source: 'Law art. 3' },
  ethnicity: { zh: '民族', en: 'Ethnicity', source: 'Law art. 3' },
  bornOn: { zh: '出生日期', en: 'Date of birth', source: 'Law art. 3' },
  registeredAddress: { zh: '常住户口所在地住址', en: 'Registered address', source: 'Law art. 3' },
  residenceAddress: { zh: '现居住地址', en: 'Address of residence', source: 'Norm art. 83' },
  phone: { zh: '联系电话', en: 'Phone', source: 'Norm art. 83' },
  guardian: { zh: '监护人', en: 'Guardian', source: 'Law art. 7' },
  fingerprints: { zh: '指纹信息', en: 'Fingerprints', source: 'Law art. 3' },
};

/** What a rule answers. */
export const findingAnswerWords: Readonly<Record<FindingAnswer, Term>> = {
  pass: { zh: '通过', en: 'Nothing stands in the way', source: 'system' },
  refuse: { zh: '不予受理', en: 'To be refused', source: 'Ten Rules art. 3' },
  suspend: { zh: '暂不受理', en: 'To be suspended', source: 'Ten Rules art. 3 (3)' },
  needs: { zh: '需补材料', en: 'Something is missing', source: 'Norm art. 83' },
  warn: { zh: '提示', en: 'To be looked at', source: 'system' },
  confirm: { zh: '待民警认定', en: 'An officer has to settle it', source: 'PIPL art. 24' },
  unverified: { zh: '未能核验', en: 'Could not be checked', source: 'system' },
};

/** Time limits. */
export const clockWords: Readonly<Record<(typeof clockNames)[number], Term>> = {
  county: { zh: '户口所在地审核签发期限', en: 'Limit of the county', source: 'Ten Rules art. 6' },
  whole: { zh: '全程办理期限', en: 'Limit of the whole', source: 'Law art. 12' },
  production: { zh: '制证期限', en: 'Limit of production', source: 'Norm art. 84' },
};

/** What became of the original card. */
export const originalCardWords: Readonly<Record<(typeof originalCardOutcomes)[number], Term>> = {
  returned: { zh: '已交回', en: 'Handed back', source: 'Law art. 11' },
  'lost-since': { zh: '申请后丢失', en: 'Lost since the application', source: 'Norm art. 81' },
  none: { zh: '无原证', en: 'There is none', source: 'Law art. 11' },
};

/** What a record of misuse says was done. */
export const misuseWords: Readonly<Record<(typeof misuseActs)[number], Term>> = {
  forge: { zh: '伪造', en: 'Forged', source: 'Law art. 17' },
  alter: { zh: '变造', en: 'Altered', source: 'Law art. 17' },
  trade: { zh: '买卖', en: 'Bought or sold', source: 'Law art. 17' },
  'false-claim': { zh: '骗领', en: 'Obtained by fraud', source: 'Law art. 16' },
  impersonate: { zh: '冒用', en: 'Used another’s', source: 'Law art. 17' },
  'use-forged': { zh: '使用伪造、变造证件', en: 'Used a forged one', source: 'Law art. 17' },
};

/** What was misused. */
export const misusedDocumentWords: Readonly<Record<(typeof misusedDocuments)[number], Term>> = {
  'household-register': { zh: '居民户口簿', en: 'Household register', source: 'Ten Rules art. 3 (4)' },
  'identity-card': { zh: '居民身份证', en: 'Identity card', source: 'Ten Rules art. 3 (4)' },
  passport: { zh: '护照', en: 'Passport', source: 'Ten Rules art. 3 (4)' },
  'driving-licence': { zh: '机动车驾驶证', en: 'Driving licence', source: 'Ten Rules art. 3 (4)' },
  'other-state-document': { zh: '其他国家机关证件', en: 'Other document of the state', source: 'Ten Rules art. 3 (4)' },
};

/** Why the population registry is asked, as its own log keeps it. */
export const registryPurposes = { screening: '异地受理核查', 'hand-over': '居民身份证发证核验' } as const;

/** Papers that a desk prints, and the card centre. */
export const printWords: Readonly<Record<PrintKind | 'batch-manifest', Term>> = {
  'acceptance-form': { zh: '居民身份证异地受理登记表', en: 'Acceptance form', source: 'Norm art. 83' },
  receipt: { zh: '受理回执', en: 'Receipt', source: 'Norm art. 83' },
  'missing-papers': { zh: '一次性告知书', en: 'Notice of missing papers', source: 'Norm art. 83' },
  'refusal-notice': { zh: '不予受理通知书', en: 'Notice of refusal', source: 'Ten Rules art. 3' },
  'suspension-notice': { zh: '暂不受理告知书', en: 'Notice of suspension', source: 'Ten Rules art. 3 (3)' },
  'fee-receipt': { zh: '工本费收据', en: 'Fee receipt', source: 'Fees' },
  'collection-slip': { zh: '领取凭证', en: 'Collection slip', source: 'Norm art. 81' },
  'batch-manifest': { zh: '制证批次清单', en: 'Manifest of a batch', source: 'system' },
};

/** What a supervisor may allow at a hand-over. */
export const exceptionWords: Readonly<Record<(typeof exceptionKinds)[number], Term>> = {
  receipt: { zh: '无领取凭证', en: 'Without the receipt', source: 'Norm art. 81' },
  identity: { zh: '比对不一致', en: 'Though a comparison failed', source: 'Norm art. 81' },
  'original-card': { zh: '原证不能交回', en: 'Without the original card', source: 'Law art. 11' },
};

/** What a case comes to as it stands. */
export const outcomeWords: Readonly<Record<Outcome, Term>> = {
  acceptable: { zh: '可以受理', en: 'Can be accepted', source: 'Norm art. 83' },
  'to-settle': { zh: '待民警认定', en: 'Waits for an officer’s word', source: 'PIPL art. 24' },
  incomplete: { zh: '材料或项目不全', en: 'Something is missing', source: 'Norm art. 83' },
  suspended: { zh: '暂不受理', en: 'Not accepted for the time being', source: 'Ten Rules art. 3 (3)' },
  refused: { zh: '不予受理', en: 'Refused', source: 'Ten Rules art. 3' },
};

/** Scripts of cards. */
export const scriptWords: Readonly<Record<Script, Term>> = {
  han: { zh: '汉字', en: 'Chinese characters', source: 'Law art. 4' },
  tibetan: { zh: '藏文', en: 'Tibetan', source: 'Law art. 4' },
  mongolian: { zh: '蒙古文', en: 'Mongolian', source: 'Law art. 4' },
  uyghur: { zh: '维吾尔文', en: 'Uyghur', source: 'Law art. 4' },
  kazakh: { zh: '哈萨克文', en: 'Kazakh', source: 'Law art. 4' },
  korean: { zh: '朝鲜文', en: 'Korean', source: 'Law art. 4' },
  yi: { zh: '彝文', en: 'Yi', source: 'Law art. 4' },
  zhuang: { zh: '壮文', en: 'Zhuang', source: 'Law art. 4' },
};

/** Relatives at the counter. */
export const relationWords: Readonly<Record<(typeof relations)[number], Term>> = {
  spouse: { zh: '配偶', en: 'Spouse', source: 'Norm art. 81' },
  parent: { zh: '父母', en: 'Parent', source: 'Norm art. 81' },
  child: { zh: '子女', en: 'Child', source: 'Norm art. 81' },
  guardian: { zh: '监护人', en: 'Guardian', source: 'Norm art. 81' },
  'other-relative': { zh: '其他亲属', en: 'Other relative', source: 'Norm art. 81' },
};

/** What happens to a card that was found and handed in. */
export const foundCardWords: Readonly<Record<FoundCardOutcome, Term>> = {
  'offer-to-stop': { zh: '告知可终止补领', en: 'The applicant may stop', source: 'Norm art. 86' },
  'keep-until-hand-over': { zh: '发证时销毁', en: 'Kept, destroyed at the hand-over', source: 'Norm art. 86' },
  destroy: { zh: '销毁并登记', en: 'Destroy and record', source: 'Norm art. 86' },
  'give-back': { zh: '发还本人', en: 'Give back to the holder', source: 'Norm art. 86' },
};
