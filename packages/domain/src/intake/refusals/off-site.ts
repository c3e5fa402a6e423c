import type { RefusalRule } from '../screening.js';

/** Is the person registered elsewhere than here? The off-site channel is for those who left the county of registration. */
export const offSite: RefusalRule = {
  id: 'off-site',
  source: '公安部公通字〔2015〕34号; 公通字〔2021〕12号第八十三条',
  ask({ registry, bureau }) {
    if (registry.answer !== 'found') return { answer: 'unverified' };
    return { answer: registry.person.division === bureau ? 'refuse' : 'pass' };
  },
};
