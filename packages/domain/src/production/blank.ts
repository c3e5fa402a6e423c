import { type Change, changed } from '../change.js';
import { DomainError } from '../errors.js';
import { nameOf, type Officer, type OfficerName } from '../shared/officer.js';
import { type Step, stepTo } from '../steps.js';

export const blankStates = ['received', 'in-stock', 'issued-to-shift', 'used', 'spoiled', 'destroyed'] as const;
export type BlankState = (typeof blankStates)[number];

export type BlankAct = 'take-in' | 'issue-to-shift' | 'give-back' | 'use' | 'spoil' | 'destroy';

const maker = { roles: ['maker'] } as const;

/** The life of a blank card at the centre: every one is accounted for, from its delivery to a card or to its destruction. */
export const blankSteps: readonly Step<BlankState, BlankAct>[] = [
  { act: 'take-in', from: ['received'], to: 'in-stock', who: maker },
  { act: 'issue-to-shift', from: ['in-stock'], to: 'issued-to-shift', who: { roles: ['supervisor'] } },
  { act: 'give-back', from: ['issued-to-shift'], to: 'in-stock', who: maker },
  { act: 'use', from: ['issued-to-shift'], to: 'used', who: 'system' },
  { act: 'spoil', from: ['received', 'in-stock', 'issued-to-shift'], to: 'spoiled', who: maker },
  {
    act: 'destroy',
    from: ['spoiled'],
    to: 'destroyed',
    who: { roles: ['inspector'] },
    notWho: ['destroy', 'spoil'],
    guards: ['SAME_OFFICER'],
  },
];

/** A blank by its printed serial number. */
export interface Blank {
  readonly serial: string;
  readonly state: BlankState;
  readonly shift: string | null;
  readonly spoiledBy: OfficerName | null;
  readonly destroyers: readonly OfficerName[];
}

const step = (blank: Blank, act: BlankAct, officer?: Officer): BlankState =>
  stepTo(blankSteps, blank.state, act, officer);

/** Counted into the stock. */
export const takeIn = (blank: Blank, officer: Officer): Change<Blank> =>
  changed({ ...blank, state: step(blank, 'take-in', officer) });

/** Handed to a shift, which answers for it. */
export const issueToShift = (blank: Blank, shift: string, officer: Officer): Change<Blank> =>
  changed({ ...blank, state: step(blank, 'issue-to-shift', officer), shift }, { note: { shift } });

/** Not needed: back into the stock. */
export const giveBack = (blank: Blank, officer: Officer): Change<Blank> =>
  changed({ ...blank, state: step(blank, 'give-back', officer), shift: null });

/** A card was made of it. */
export const useBlank = (blank: Blank, cardId: string): Change<Blank> =>
  changed({ ...blank, state: step(blank, 'use') }, { note: { cardId } });

/** No good; it waits for its destruction and still counts for its shift. */
export const spoilBlank = (blank: Blank, officer: Officer): Change<Blank> =>
  changed({ ...blank, state: step(blank, 'spoil', officer), spoiledBy: nameOf(officer) });

/** Destruction takes two, and neither of them spoiled it. */
export function destroyBlank(blank: Blank, officer: Officer): Change<Blank> {
  const state = step(blank, 'destroy', officer);
  if (blank.spoiledBy?.id === officer.id || blank.destroyers.some(({ id }) => id === officer.id)) {
    throw new DomainError('SAME_OFFICER', 'destruction takes two officers who did not spoil it', { act: 'destroy' });
  }
  const destroyers = [...blank.destroyers, nameOf(officer)];
  return changed({ ...blank, state: destroyers.length < 2 ? blank.state : state, destroyers });
}

/** What became of the blanks of a shift. */
export interface ShiftCount {
  readonly issued: number;
  readonly used: number;
  readonly spoiled: number;
  readonly givenBack: number;
}

/** A shift closes when every blank that was issued to it was used, spoiled or given back. */
export function closeShift(shift: string, serialsIssued: readonly string[], blanks: readonly Blank[]): ShiftCount {
  const of = (...states: BlankState[]) => blanks.filter(({ state }) => states.includes(state)).length;
  const known = new Set(blanks.map(({ serial }) => serial));
  const open = blanks.filter(({ state }) => state === 'issued-to-shift').map(({ serial }) => serial);
  const missing = [...open, ...serialsIssued.filter((serial) => !known.has(serial))];
  if (missing.length > 0 || known.size !== new Set(serialsIssued).size) {
    throw new DomainError('BLANKS_DO_NOT_ADD_UP', 'a shift closes when its blanks add up', { shift, missing });
  }
  return {
    issued: serialsIssued.length,
    used: of('used'),
    spoiled: of('spoiled', 'destroyed'),
    givenBack: of('in-stock'),
  };
}
