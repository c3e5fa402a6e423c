import { z } from 'zod';
import { article } from '../../policy/law.js';
import { defineRule, pass, personOf, unverified } from '../rule.js';

/** Third refusal: is there an active record of forging, altering, trading or misusing state documents? An officer confirms; the list alone refuses nobody (PIPL art. 24). */
export const integrity = defineRule({
  id: 'integrity',
  name: { zh: '伪造、变造、买卖、冒用证件记录', en: 'Record of forged or misused documents' },
  question: { zh: '有无伪造、变造、买卖、冒用证件的记录？', en: 'Is there a record of forged or misused documents' },
  remedy: {
    zh: '有异议可向记录机关申请更正，也可到户口所在地办理',
    en: 'You may ask the recording organ to correct the record, or apply at your place of registration',
  },
  sources: [
    article('TEN', 3, 4),
    article('NORM', 83),
    article('LAW', 16),
    article('LAW', 17),
    article('LAW', 18),
    article('PIPL', 24),
  ],
  inputs: z.object({ active: z.array(z.string()).nullable(), open: z.array(z.string()) }),
  look(the) {
    const active = personOf(the)?.integrityRecords.filter(
      ({ from, until }) => from <= the.today && (until === null || the.today <= until),
    );
    return {
      active: active?.map(({ id }) => id) ?? null,
      open: active?.filter(({ dealtWith }) => !dealtWith).map(({ id }) => id) ?? [],
    };
  },
  answer({ active, open }, policy) {
    if (active === null) return unverified;
    const because = policy.integrityOnlyOpen ? open : active;
    return because.length > 0 ? { answer: 'confirm', because } : pass;
  },
});
