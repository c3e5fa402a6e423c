import type { RegisteredPerson } from '../registry.js';
import type { RefusalRule } from '../screening.js';

const items = ['name', 'sex', 'ethnicity', 'bornOn', 'citizenNumber'] as const;

/** First refusal, second half: does name, birth date, sex, ethnicity or citizen number differ from the record, or from the last card? */
export const itemChanged: RefusalRule = {
  id: 'item-changed',
  source: '居民身份证异地受理工作十条准则第三条第（二）项; 居民身份证法第十一条',
  ask({ registry, form }) {
    if (registry.answer !== 'found') return { answer: 'unverified' };
    const { person } = registry;
    const because = [
      ...items.filter((item) => form[item] !== person[item]),
      ...items.filter((item) => person.lastCard !== null && person.lastCard[item] !== person[item]),
      ...changesSince(person),
    ];
    return because.length > 0 ? { answer: 'refuse', because: [...new Set(because)] } : { answer: 'pass' };
  },
};

/** Recorded changes of the five items (GA/T 2000.24 classes 1x to 5x) later than the last card. */
function changesSince({ lastCard, itemChanges }: RegisteredPerson): string[] {
  if (lastCard === null) return [];
  return itemChanges
    .filter(({ class: kind, on }) => /^[1-5]/.test(kind) && on > lastCard.issuedOn)
    .map(({ class: kind }) => `change-${kind}`);
}
