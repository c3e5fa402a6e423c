import { z } from 'zod';
import { article } from '../../policy/law.js';
import { atHome, defineRule, pass, personOf, unverified } from '../rule.js';
import { changesSince, declaredOtherwise, otherOnCard } from './items.js';

/** First refusal, second half: does name, birth date, sex, ethnicity or citizen number differ from the record, or from the last card? */
export const itemChanged = defineRule({
  id: 'item-changed',
  name: { zh: '姓名等五项有变动', en: 'Changed personal items' },
  question: {
    zh: '姓名、性别、民族、出生日期、公民身份号码是否有变动？',
    en: 'Has name, sex, ethnicity, birth date or citizen number changed',
  },
  remedy: atHome,
  because: { 'item-change': { zh: '申请项目变更换领', en: 'Asked for because an item changed' } },
  sources: [article('TEN', 3, 2), article('LAW', 11), article('NORM', 76)],
  inputs: z.object({ asked: z.boolean(), changed: z.array(z.string()).nullable() }),
  look(the) {
    const person = personOf(the);
    const changed = person && [...declaredOtherwise(the, person), ...otherOnCard(person), ...changesSince(person)];
    return { asked: the.reason === 'item-change', changed: changed && [...new Set(changed)] };
  },
  answer({ asked, changed }) {
    if (changed === null && !asked) return unverified;
    const because = [...(asked ? ['item-change'] : []), ...(changed ?? [])];
    return because.length > 0 ? { answer: 'refuse', because } : pass;
  },
});
