import { z } from 'zod';
import { article } from '../../policy/law.js';
import { atHome, defineRule, pass, unverified } from '../rule.js';

/** Is the registration known and alive? */
export const registration = defineRule({
  id: 'registration',
  name: { zh: '户口状态', en: 'Registration' },
  question: { zh: '户口是否存在、有效？', en: 'Is the registration known and active' },
  remedy: atHome,
  because: {
    unknown: { zh: '人口信息系统中没有此人', en: 'The population registry does not know this person' },
    moved: { zh: '户口已迁出', en: 'The registration has moved' },
    cancelled: { zh: '户口已注销', en: 'The registration has been cancelled' },
  },
  sources: [article('NORM', 79), article('NORM', 83), article('TEN', 1)],
  inputs: z.object({ state: z.enum(['active', 'moved', 'cancelled', 'unknown', 'away']) }),
  look: ({ registry }) => ({ state: registry.answer === 'found' ? registry.person.registration : registry.answer }),
  answer({ state }) {
    if (state === 'away') return unverified;
    return state === 'active' ? pass : { answer: 'refuse', because: [state] };
  },
});
