import type { RefusalRule } from '../screening.js';

/** Fourth refusal: has the national credit platform pushed a bad record? A stale feed warns and refuses nobody; an officer confirms a record. */
export const credit: RefusalRule = {
  id: 'credit',
  source: '居民身份证异地受理工作十条准则第三条第（五）项; 公通字〔2021〕12号第八十三条',
  ask({ credit: { recordIds, feedAgeHours } }, policy) {
    if (feedAgeHours === undefined || feedAgeHours > policy.creditFeedStaleAfterHours) {
      return { answer: 'warn', because: ['feed-stale'] };
    }
    return recordIds.length > 0 ? { answer: 'confirm', because: recordIds } : { answer: 'pass' };
  },
};
