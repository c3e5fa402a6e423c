import { z } from 'zod';
import { article } from '../../policy/law.js';
import { ageOn, type Day } from '../../shared/calendar.js';
import { bornOn } from '../../shared/citizen-number.js';
import { defineRule, pass } from '../rule.js';

/** Is the applicant under age? Then the guardian applies, is named with the relation, is of age, and signs. */
export const guardian = defineRule({
  id: 'guardian',
  name: { zh: '监护人', en: 'Guardian' },
  question: { zh: '未成年人是否由监护人代为申请？', en: 'Does the guardian apply for a minor' },
  remedy: { zh: '请由监护人到场，填写身份与关系并签名', en: 'Please come with the guardian, who is named and signs' },
  because: {
    guardian: { zh: '未填写监护人', en: 'No guardian is named' },
    'guardian-minor': { zh: '监护人未成年', en: 'The guardian is not of age' },
    'guardian-signature': { zh: '监护人未签名', en: 'The guardian has not signed' },
  },
  lifts: ['guardian-card', 'guardian-proof'],
  sources: [article('LAW', 7), article('NORM', 74), article('NORM', 78), article('NORM', 5)],
  inputs: z.object({ age: z.number(), guardianAge: z.number().nullable(), signed: z.boolean() }),
  look: ({ form, today }, { leapBirthday }) => ({
    age: ageOn(form.bornOn, today, leapBirthday),
    guardianAge: form.guardian ? ageOn(bornOn(form.guardian.citizenNumber) as Day, today, leapBirthday) : null,
    signed: form.signedBy === 'guardian',
  }),
  answer({ age, guardianAge, signed }, policy) {
    if (age >= policy.minors.belowAge) return pass;
    if (guardianAge === null) return { answer: 'needs', because: ['guardian', 'guardian-signature'] };
    const because = [
      ...(guardianAge < policy.minors.guardianFromAge ? ['guardian-minor'] : []),
      ...(signed ? [] : ['guardian-signature']),
    ];
    return because.length > 0 ? { answer: 'needs', because } : pass;
  },
});
