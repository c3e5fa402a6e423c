import { z } from 'zod';
import { article } from '../../policy/law.js';
import { atHome, defineRule, pass, personOf, unverified } from '../rule.js';

/** First refusal, first half: is this a first application? Then it belongs to the registration place. */
export const firstTime = defineRule({
  id: 'first-time',
  name: { zh: '首次申领', en: 'First application' },
  question: { zh: '是否首次申领？', en: 'Is this a first application' },
  remedy: atHome,
  sources: [article('TEN', 3, 1)],
  inputs: z.object({ declared: z.boolean(), card: z.boolean().nullable() }),
  look(the) {
    const person = personOf(the);
    return { declared: the.reason === 'first-issue', card: person && person.lastCard !== null };
  },
  answer({ declared, card }) {
    if (declared || card === false) return { answer: 'refuse' };
    return card === null ? unverified : pass;
  },
});
