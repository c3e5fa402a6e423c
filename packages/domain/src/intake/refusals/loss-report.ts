import { z } from 'zod';
import { article } from '../../policy/law.js';
import { defineRule, pass, personOf, unverified } from '../rule.js';

/** A replacement after loss: is the loss reported, and has nobody handed the card in? A found card is offered back before another is made. */
export const lossReport = defineRule({
  id: 'loss-report',
  name: { zh: '挂失与招领查询', en: 'Loss report and found cards' },
  question: { zh: '是否已挂失，是否已有人拾获上交？', en: 'Is the loss reported, and has the card been handed in' },
  remedy: { zh: '请先到所示派出所领回拾获的证件', en: 'Please fetch the card that was found' },
  because: {
    'found-card': { zh: '证件已被拾获上交，可领回', en: 'The card was handed in and can be fetched' },
    'not-reported': { zh: '尚未挂失，受理时一并挂失', en: 'Not reported yet: reported with this application' },
  },
  sources: [article('NORM', 77), article('NORM', 83), article('NORM', 85), article('NORM', 86)],
  inputs: z.object({ lost: z.boolean(), reported: z.boolean().nullable(), found: z.boolean().nullable() }),
  look(the) {
    const person = personOf(the);
    const since = (list: readonly { on: string }[] | undefined) =>
      list ? list.some(({ on }) => on >= (person?.lastCard?.issuedOn ?? '')) : null;
    return { lost: the.reason === 'loss', reported: since(person?.lossReports), found: since(person?.foundCards) };
  },
  answer({ lost, reported, found }) {
    if (!lost) return pass;
    if (found) return { answer: 'confirm', because: ['found-card'] };
    if (reported === null || found === null) return unverified;
    return reported ? pass : { answer: 'warn', because: ['not-reported'] };
  },
});
