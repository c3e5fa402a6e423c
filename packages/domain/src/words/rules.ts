import type { RuleId } from '../policy/policy.js';
import type { Words } from './index.js';

/** A rule's name, and what the applicant can do when it stands in the way. */
export interface RuleWords {
  readonly name: Words;
  readonly remedy: Words;
}

const atHome: Words = {
  zh: '请到常住户口所在地公安机关办理',
  en: 'Please apply at the public security organ of your place of registration',
};

export const ruleWords: Readonly<Record<RuleId, RuleWords>> = {
  'off-site': {
    name: { zh: '是否异地', en: 'Registered elsewhere' },
    remedy: { zh: '户口在本地，请按本地办理', en: 'You are registered here: apply by the ordinary way' },
  },
  registration: { name: { zh: '户口状态', en: 'Registration' }, remedy: atHome },
  'serving-soldier': {
    name: { zh: '现役军人', en: 'Serving soldier' },
    remedy: { zh: '请由所在团级以上单位统一办理', en: 'Please apply through your unit (regiment level or above)' },
  },
  'first-time': { name: { zh: '首次申领', en: 'First application' }, remedy: atHome },
  'item-changed': { name: { zh: '姓名等五项有变动', en: 'Changed personal items' }, remedy: atHome },
  appearance: {
    name: { zh: '相貌变化较大且未登记指纹', en: 'Changed appearance without fingerprint' },
    remedy: {
      zh: '请补充能证明身份的材料后再来，或到户口所在地办理',
      en: 'Please come back with more evidence of who you are, or apply at your place of registration',
    },
  },
  integrity: {
    name: { zh: '伪造、变造、买卖、冒用证件记录', en: 'Record of forged or misused documents' },
    remedy: {
      zh: '有异议可向记录机关申请更正，也可到户口所在地办理',
      en: 'You may ask the recording organ to correct the record, or apply at your place of registration',
    },
  },
  credit: {
    name: { zh: '信用信息平台推送的不良记录', en: 'Bad credit record' },
    remedy: {
      zh: '可向全国信用信息共享平台申请修复，也可到户口所在地办理',
      en: 'You may ask the national credit platform for a correction, or apply at your place of registration',
    },
  },
  papers: {
    name: { zh: '材料是否齐全', en: 'Papers' },
    remedy: { zh: '请补齐所列材料', en: 'Please bring the papers listed' },
  },
  'renewal-window': {
    name: { zh: '是否到期换领', en: 'Renewal window' },
    remedy: { zh: '有效期届满前三个月内再来办理', en: 'Come back within three months before expiry' },
  },
};
