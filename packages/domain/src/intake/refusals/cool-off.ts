import { z } from 'zod';
import { article } from '../../policy/law.js';
import { daysBetween } from '../../shared/calendar.js';
import { defineRule, pass, personOf, unverified } from '../rule.js';

/** Was the last card issued only days ago? Another one so soon needs an officer's word and grounds. */
export const coolOff = defineRule({
  id: 'cool-off',
  name: { zh: '刚领过新证', en: 'A card issued only days ago' },
  question: { zh: '上次签发是否刚过不久？', en: 'Was the last card issued only days ago' },
  remedy: { zh: '请说明短期内再次办证的特殊原因', en: 'Please say why another card is needed so soon' },
  because: { 'recent-card': { zh: '上次签发不久', en: 'The last card is very recent' } },
  sources: [article('NORM', 76), article('NORM', 77)],
  inputs: z.object({ known: z.boolean(), days: z.number().nullable() }),
  look(the) {
    const person = personOf(the);
    const issuedOn = person?.lastCard?.issuedOn;
    return { known: person !== null, days: issuedOn === undefined ? null : daysBetween(issuedOn, the.today) };
  },
  answer({ known, days }, policy) {
    if (!known) return unverified;
    return days !== null && days < policy.coolOffDays ? { answer: 'confirm', because: ['recent-card'] } : pass;
  },
});
