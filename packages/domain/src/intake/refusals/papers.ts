import { z } from 'zod';
import { article } from '../../policy/law.js';
import { missingPapers } from '../../policy/policy.js';
import { ageOn } from '../../shared/calendar.js';
import { ApplicationReason, PaperKind } from '../form.js';
import { defineRule, pass } from '../rule.js';

/** Are all papers there? Everything that is missing is said at once (Norm art. 83, Licensing Law art. 32). */
export const papers = defineRule({
  id: 'papers',
  name: { zh: '材料是否齐全', en: 'Papers' },
  question: { zh: '所需材料是否齐全？', en: 'Are all papers there' },
  remedy: { zh: '请补齐所列材料', en: 'Please bring the papers listed' },
  sources: [article('NORM', 83), article('NORM', 78), article('TEN', 1), article('LAW', 10), article('LICENSING', 32)],
  inputs: z.object({ reason: ApplicationReason, age: z.number(), there: z.array(PaperKind) }),
  look: ({ reason, papers: there, form, today }, { leapBirthday }) => ({
    reason,
    age: ageOn(form.bornOn, today, leapBirthday),
    there: [...there],
  }),
  answer({ there, ...the }, policy) {
    const missing = missingPapers(policy, the, there);
    return missing.length === 0 ? pass : { answer: 'needs', because: missing.map((group) => group.join('|')) };
  },
});
