import { missingPapers } from '../../policy/policy.js';
import type { RefusalRule } from '../screening.js';

/** Are all papers there? Everything that is missing is said at once (Norm art. 83, Licensing Law art. 32). */
export const papers: RefusalRule = {
  id: 'papers',
  source: '公通字〔2021〕12号第八十三条; 居民身份证异地受理工作十条准则第一条; 行政许可法第三十二条',
  ask({ reason, papers: there }, policy) {
    const missing = missingPapers(policy, reason, there);
    if (missing.length === 0) return { answer: 'pass' };
    return { answer: 'needs', because: missing.map((group) => group.join('|')) };
  },
};
