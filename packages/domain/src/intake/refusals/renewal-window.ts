import { z } from 'zod';
import { article } from '../../policy/law.js';
import { addMonths, DayText } from '../../shared/calendar.js';
import { defineRule, pass, personOf, unverified } from '../rule.js';

/** A renewal on expiry: has the card expired, or will it within the window? */
export const renewalWindow = defineRule({
  id: 'renewal-window',
  name: { zh: '是否到期换领', en: 'Renewal window' },
  question: { zh: '有效期是否届满或即将届满？', en: 'Has the card expired, or will it soon' },
  remedy: { zh: '有效期届满前三个月内再来办理', en: 'Come back within three months before expiry' },
  because: {
    'too-early': { zh: '离有效期届满还早', en: 'The card is good for longer' },
    'long-term': { zh: '长期有效，不需换领', en: 'The card is long-term' },
  },
  sources: [article('NORM', 76), article('LAW', 11)],
  inputs: z.object({
    expiry: z.boolean(),
    until: z.union([DayText, z.literal('long-term')]).nullable(),
    today: DayText,
  }),
  look(the) {
    const until = personOf(the)?.lastCard?.validUntil ?? null;
    return { expiry: the.reason === 'expiry', until, today: the.today };
  },
  answer({ expiry, until, today }, policy) {
    if (!expiry) return pass;
    if (until === null) return unverified;
    if (until === 'long-term') return { answer: 'refuse', because: ['long-term'] };
    const early = addMonths(today, policy.renewalWindowMonths) < until;
    return early ? { answer: 'refuse', because: ['too-early', until] } : pass;
  },
});
