import { z } from 'zod';
import { article } from '../../policy/law.js';
import { ApplicationReason } from '../form.js';
import { defineRule, pass, personOf, unverified } from '../rule.js';
import { changesSince, otherOnCard } from './items.js';

/** Does the reason fit what is on record? A first card is for who has none, a changed item is one that changed since the last card. */
export const reasonFits = defineRule({
  id: 'reason-fits',
  name: { zh: '办证原因与记录相符', en: 'Reason fits the record' },
  question: { zh: '申请原因与制证记录是否相符？', en: 'Does the reason fit what is on record' },
  remedy: { zh: '请按实际情况改选申请原因', en: 'Please apply for the reason that fits' },
  because: {
    'has-card': { zh: '已领过证，不是首次申领', en: 'There is a card already: this is no first application' },
    'no-card': { zh: '没有领证记录，应为首次申领', en: 'No card on record: this is a first application' },
    'nothing-changed': { zh: '登记项目没有变动记录', en: 'No item on record has changed' },
  },
  sources: [article('NORM', 74), article('NORM', 76), article('NORM', 77)],
  inputs: z.object({ reason: ApplicationReason, card: z.boolean().nullable(), changed: z.boolean() }),
  look(the) {
    const person = personOf(the);
    const changed = person !== null && (otherOnCard(person).length > 0 || changesSince(person).length > 0);
    return { reason: the.reason, card: person && person.lastCard !== null, changed };
  },
  answer({ reason, card, changed }) {
    if (card === null) return unverified;
    if (reason === 'first-issue') return card ? { answer: 'refuse', because: ['has-card'] } : pass;
    if (!card) return { answer: 'refuse', because: ['no-card'] };
    return reason === 'item-change' && !changed ? { answer: 'confirm', because: ['nothing-changed'] } : pass;
  },
});
