import type { RefusalRule } from '../screening.js';

/** First refusal, first half: is this a first application? Then it belongs to the registration place. */
export const firstTime: RefusalRule = {
  id: 'first-time',
  source: '居民身份证异地受理工作十条准则第三条第（一）项',
  ask({ registry }) {
    if (registry.answer !== 'found') return { answer: 'unverified' };
    return { answer: registry.person.lastCard === null ? 'refuse' : 'pass' };
  },
};
