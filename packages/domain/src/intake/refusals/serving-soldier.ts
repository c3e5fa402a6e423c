import { z } from 'zod';
import { article } from '../../policy/law.js';
import { defineRule, pass, personOf, unverified } from '../rule.js';

/** Is the person a serving soldier? Their cards go through their unit. */
export const servingSoldier = defineRule({
  id: 'serving-soldier',
  name: { zh: '现役军人', en: 'Serving soldier' },
  question: { zh: '是否为现役军人、武警？', en: 'Is the person serving in the army or the armed police' },
  remedy: { zh: '请由所在团级以上单位统一办理', en: 'Please apply through your unit (regiment level or above)' },
  sources: [article('LAW', 22)],
  inputs: z.object({ onService: z.boolean().nullable() }),
  look(the) {
    const person = personOf(the);
    return { onService: person && (person.onService ?? false) };
  },
  answer({ onService }) {
    if (onService === null) return unverified;
    return onService ? { answer: 'refuse' } : pass;
  },
});
