import type { RegisteredPerson } from '../registry.js';
import type { ScreeningCase } from '../rule.js';

const items = ['name', 'sex', 'ethnicity', 'bornOn', 'citizenNumber'] as const;

/** Items declared otherwise than registered. */
export const declaredOtherwise = ({ form }: ScreeningCase, person: RegisteredPerson): string[] =>
  items.filter((item) => form[item] !== person[item]);

/** Items that the last card has otherwise than the register. */
export const otherOnCard = (person: RegisteredPerson): string[] =>
  items.filter((item) => person.lastCard !== null && person.lastCard[item] !== person[item]);

/** Recorded changes of the five items (GA/T 2000.24 classes 1x to 5x) later than the last card. */
export function changesSince({ lastCard, itemChanges }: RegisteredPerson): string[] {
  if (lastCard === null) return [];
  return itemChanges
    .filter(({ class: kind, on }) => /^[1-5]/.test(kind) && on > lastCard.issuedOn)
    .map(({ class: kind }) => `change-${kind}`);
}
