import { z } from 'zod';
import { article } from '../../policy/law.js';
import { serves } from '../../policy/policy.js';
import { DayText } from '../../shared/calendar.js';
import { Script } from '../../shared/script.js';
import { ApplicationReason } from '../form.js';
import { defineRule, pass, personOf, unverified } from '../rule.js';

/** Is the person registered elsewhere, and does this bureau serve that place? The off-site channel is for those who left the county of registration. */
export const offSite = defineRule({
  id: 'off-site',
  name: { zh: '是否异地', en: 'Registered elsewhere' },
  question: {
    zh: '户口是否在外地，本地是否受理该地？',
    en: 'Is the person registered elsewhere, in a place served here',
  },
  remedy: { zh: '户口在本地，请按本地办理', en: 'You are registered here: apply by the ordinary way' },
  because: {
    'same-county': { zh: '户口在本地', en: 'Registered in this county' },
    'not-served': { zh: '本地不受理该地、该事由或该文种的证件', en: 'This place, reason or script is not served here' },
  },
  sources: [{ law: 'OPINION' }, article('NORM', 83), article('LAW', 4)],
  inputs: z.object({
    residence: z.string(),
    registration: z.string().nullable(),
    reason: ApplicationReason,
    script: Script,
    today: DayText,
  }),
  look(the) {
    const person = personOf(the);
    return {
      residence: the.bureau,
      registration: person?.division ?? null,
      reason: the.reason,
      script: person?.script ?? ('han' as const),
      today: the.today,
    };
  },
  answer({ registration, ...the }, policy) {
    if (registration === null) return unverified;
    if (registration === the.residence) return { answer: 'refuse', because: ['same-county'] };
    const served = policy.serves.some((row) => serves(row, { ...the, registration }));
    return served ? pass : { answer: 'refuse', because: ['not-served'] };
  },
});
