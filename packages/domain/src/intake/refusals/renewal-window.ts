import { addMonths } from '../../shared/calendar.js';
import type { RefusalRule } from '../screening.js';

/** A renewal on expiry: has the card expired, or will it within the window? */
export const renewalWindow: RefusalRule = {
  id: 'renewal-window',
  source: '公通字〔2021〕12号第七十六条',
  ask({ reason, registry, today }, policy) {
    if (reason !== 'expiry') return { answer: 'pass' };
    if (registry.answer !== 'found') return { answer: 'unverified' };
    const until = registry.person.lastCard?.validUntil;
    if (until === undefined) return { answer: 'unverified' };
    if (until === 'long-term') return { answer: 'refuse', because: ['long-term'] };
    const early = addMonths(today, policy.renewalWindowMonths) < until;
    return early ? { answer: 'refuse', because: ['too-early', until] } : { answer: 'pass' };
  },
};
