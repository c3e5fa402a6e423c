import { z } from 'zod';
import { article } from '../../policy/law.js';
import { defineRule, pass } from '../rule.js';

/** Fourth refusal: has the national credit platform pushed a bad record? A stale feed warns and refuses nobody; an officer confirms a record (PIPL art. 24). */
export const credit = defineRule({
  id: 'credit',
  name: { zh: '信用信息平台推送的不良记录', en: 'Bad credit record' },
  question: { zh: '有无平台推送的不良信用记录？', en: 'Has the credit platform pushed a bad record' },
  remedy: {
    zh: '可向全国信用信息共享平台申请修复，也可到户口所在地办理',
    en: 'You may ask the national credit platform for a correction, or apply at your place of registration',
  },
  because: { 'feed-stale': { zh: '信用信息未及时更新', en: 'The credit feed is stale' } },
  sources: [article('TEN', 3, 5), article('NORM', 83), article('PIPL', 24)],
  inputs: z.object({ records: z.array(z.string()), feedAgeHours: z.number().nullable() }),
  look: ({ credit: { recordIds, feedAgeHours } }) => ({
    records: [...recordIds],
    feedAgeHours: feedAgeHours ?? null,
  }),
  answer({ records, feedAgeHours }, policy) {
    if (feedAgeHours === null || feedAgeHours > policy.creditFeedStaleAfterHours) {
      return { answer: 'warn', because: ['feed-stale'] };
    }
    return records.length > 0 ? { answer: 'confirm', because: records } : pass;
  },
});
