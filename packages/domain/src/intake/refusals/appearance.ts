import type { RefusalRule } from '../screening.js';

/** Second refusal: has the appearance changed greatly with no fingerprint on the card, so that identity is hard to confirm? Not accepted for the time being. */
export const appearance: RefusalRule = {
  id: 'appearance',
  source: '居民身份证异地受理工作十条准则第三条第（三）项; 公通字〔2021〕12号第八十三条',
  ask({ registry, form }) {
    if (!form.appearanceChanged) return { answer: 'pass' };
    if (registry.answer !== 'found') return { answer: 'unverified' };
    if (!registry.person.lastCard?.hasFingerprints) return { answer: 'suspend', because: ['no-fingerprint'] };
    return form.fingerprintComparison === 'match'
      ? { answer: 'pass' }
      : { answer: 'suspend', because: [form.fingerprintComparison] };
  },
};
