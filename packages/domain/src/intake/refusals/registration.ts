import type { RefusalRule } from '../screening.js';

/** Is the registration known and alive? */
export const registration: RefusalRule = {
  id: 'registration',
  source: '公通字〔2021〕12号第八十三条; 居民身份证异地受理工作十条准则第一条',
  ask({ registry }) {
    if (registry.answer === 'away') return { answer: 'unverified' };
    if (registry.answer === 'unknown') return { answer: 'refuse', because: ['unknown'] };
    const { registration: state } = registry.person;
    return state === 'active' ? { answer: 'pass' } : { answer: 'refuse', because: [state] };
  },
};
