import { type Card, type CardState, openCard } from '../production/card.js';
import { nameOf } from '../shared/officer.js';
import { issuedAt } from './case.js';
import { aLetter, cardId } from './letters.js';
import { anOfficer } from './people.js';
import { residence } from './values.js';

/** A card in a state, with what the acts before it leave behind. */
export function aCard(over: Partial<Card> & { state?: CardState } = {}): Card {
  const ordered = openCard(aLetter('card.ordered'), { id: cardId, orderedBy: residence });
  const batched = { batchId: '019cab00-0000-7000-8000-0000000000b1', madeBy: nameOf(anOfficer({ role: 'maker' })) };
  const made = { ...batched, serial: 'SPECIMEN-000001' };
  const verified = { ...made, verifiedBy: nameOf(anOfficer({ role: 'inspector' })) };
  const dispatched = { ...verified, parcelId: '019cab00-0000-7000-8000-0000000000d1' };
  const left: Readonly<Record<CardState, Partial<Card>>> = {
    ordered: {},
    held: { attempt: 4 },
    batched,
    made,
    verified,
    dispatched,
    arrived: dispatched,
    collected: dispatched,
    spoiled: { ...made, spoil: { cause: 'visual-defect', at: issuedAt.toISOString() } },
    stopped: {},
    recalled: dispatched,
    'to-destroy': made,
    destroyed: made,
  };
  return { ...ordered, ...left[over.state ?? 'ordered'], ...over };
}
