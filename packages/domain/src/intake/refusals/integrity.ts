import type { RefusalRule } from '../screening.js';

/** Third refusal: is there an active record of forging, altering, trading or misusing state documents? An officer confirms; the list alone refuses nobody (PIPL art. 24). */
export const integrity: RefusalRule = {
  id: 'integrity',
  source: '居民身份证异地受理工作十条准则第三条第（四）项; 居民身份证法第十六条至第十八条',
  ask({ registry, today }) {
    if (registry.answer !== 'found') return { answer: 'unverified' };
    const active = registry.person.integrityRecords.filter(
      ({ from, until }) => from <= today && (until === null || today <= until),
    );
    return active.length > 0 ? { answer: 'confirm', because: active.map(({ id }) => id) } : { answer: 'pass' };
  },
};
