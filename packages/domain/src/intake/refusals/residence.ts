import { z } from 'zod';
import { article } from '../../policy/law.js';
import { ResidenceProof } from '../form.js';
import { defineRule, pass } from '../rule.js';

/** Does the person lawfully and stably work, study or live here? Any one proof is enough. */
export const residence = defineRule({
  id: 'residence',
  name: { zh: '合法稳定就业、就学、居住', en: 'Lawful stable residence' },
  question: { zh: '是否在本地合法稳定就业、就学、居住？', en: 'Does the person lawfully work, study or live here' },
  remedy: { zh: '请提供居住证等任一证明', en: 'Please bring any one proof, such as the residence permit' },
  lifts: ['residence-permit', 'residence-proof'],
  sources: [article('TEN', 2), article('NORM', 83)],
  inputs: z.object({ proof: ResidenceProof }),
  look: ({ form }) => ({ proof: form.residenceProof }),
  answer: ({ proof }, policy) =>
    policy.residenceProofs.includes(proof) ? pass : { answer: 'needs', because: ['residence-proof'] },
});
