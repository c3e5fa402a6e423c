import { z } from 'zod';
import { article } from '../../policy/law.js';
import { defineRule, pass, personOf, unverified } from '../rule.js';
import { declaredOtherwise } from './items.js';

/** Is what the form declares what the register has? The register prevails, so the form is put right before it goes on. */
export const declaredItems = defineRule({
  id: 'declared-items',
  name: { zh: '申报项目与登记一致', en: 'Declared items agree' },
  question: { zh: '表上五项与人口信息是否一致？', en: 'Are the five items on the form those on record' },
  remedy: { zh: '请按户口登记更正登记表', en: 'Please correct the form to what is registered' },
  sources: [article('NORM', 78), article('NORM', 83), article('TEN', 1)],
  inputs: z.object({ differs: z.array(z.string()).nullable() }),
  look(the) {
    const person = personOf(the);
    return { differs: person && declaredOtherwise(the, person) };
  },
  answer({ differs }) {
    if (differs === null) return unverified;
    return differs.length > 0 ? { answer: 'needs', because: differs } : pass;
  },
});
