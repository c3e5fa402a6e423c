import type { PublicStage } from '../intake/status.js';
import type { Words } from './index.js';

/** What the public page says of each stage. */
export const stageWords: Readonly<Record<PublicStage, Words>> = {
  'with-the-desk': { zh: '受理点办理中', en: 'With the acceptance point' },
  'with-the-county': { zh: '户口所在地审核中', en: 'With the county of registration' },
  'waiting-for-your-answer': { zh: '需要您补正', en: 'Waiting for your answer' },
  'being-made': { zh: '制证中', en: 'Card is being made' },
  'on-its-way': { zh: '证件送往受理点', en: 'Card is on its way' },
  'ready-to-collect': { zh: '可以领取', en: 'Ready to collect' },
  collected: { zh: '已领取', en: 'Collected' },
  refused: { zh: '未予办理，请看通知', en: 'Refused, see your notice' },
  ended: { zh: '已终止', en: 'Ended' },
};
