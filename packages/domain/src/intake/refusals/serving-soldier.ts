import type { RefusalRule } from '../screening.js';

/** Is the person a serving soldier? Their cards go through their unit. */
export const servingSoldier: RefusalRule = {
  id: 'serving-soldier',
  source: '居民身份证法第二十二条',
  ask({ registry }) {
    if (registry.answer !== 'found') return { answer: 'unverified' };
    return { answer: registry.person.onService ? 'refuse' : 'pass' };
  },
};
