import type { z } from 'zod';
import { type Change, changed } from '../change.js';
import { DomainError } from '../errors.js';
import { type Clock, nextWarningOn, noticeClocks } from '../intake/clocks.js';
import type { CardOrdered, stopReasons } from '../letters/from-intake.js';
import {
  CardArrived,
  CardCancelled,
  CardDestroyed,
  CardDispatched,
  CardMade,
  CardSpoiled,
  lostInTransit,
  type SpoilCause,
} from '../letters/from-production.js';
import type { SignedCertification } from '../review/certification.js';
import type { PolicySet } from '../policy/policy.js';
import { chinaDay, type Day } from '../shared/calendar.js';
import { nameOf, type Officer, type OfficerName } from '../shared/officer.js';
import { canStep, type Step, stepTo } from '../steps.js';
import { type ChipDifference, overLengthFields } from './chip.js';
import type { BureauCode, PointCode } from '../shared/ids.js';

export const cardStates = [
  'ordered',
  'batched',
  'made',
  'verified',
  'dispatched',
  'arrived',
  'collected',
  'spoiled',
  'held',
  'stopped',
  'recalled',
  'to-destroy',
  'destroyed',
] as const;
export type CardState = (typeof cardStates)[number];

/** One certification yields at most one card in these states. */
export const liveCardStates = [
  'ordered',
  'batched',
  'made',
  'verified',
  'dispatched',
  'arrived',
  'collected',
  'held',
] as const satisfies readonly CardState[];

/** Cards in these states wait for the centre or are on their way: they can be late. */
export const pressingCardStates = ['ordered', 'held', 'batched', 'made', 'verified', 'dispatched'] as const;

/** Cards in these states wait for somebody at the centre: besides those, what is stopped and has to come back or be destroyed. */
export const waitingCardStates = [...pressingCardStates, 'recalled', 'to-destroy'] as const;

const maker = { roles: ['maker'] } as const;
const inspector = { roles: ['inspector'] } as const;
const distributor = { roles: ['distributor'] } as const;

export type CardAct =
  | 'batch'
  | 'take-result'
  | 'take-failure'
  | 'verify'
  | 'spoil'
  | 'release'
  | 'dispatch'
  | 'receive'
  | 'report-missing'
  | 'destroy'
  | 'stop'
  | 'stop-made'
  | 'take-collection';

/** The life of a card at the centre and on its way. */
export const cardSteps: readonly Step<CardState, CardAct>[] = [
  { act: 'batch', from: ['ordered'], to: 'batched', who: maker },
  { act: 'take-result', from: ['batched'], to: 'made', who: 'system', letters: ['card.made'] },
  { act: 'take-failure', from: ['batched'], to: 'spoiled', who: 'system', letters: ['card.spoiled'] },
  { act: 'take-result', from: ['to-destroy'], to: 'to-destroy', who: 'system', letters: ['card.made'] },
  { act: 'take-failure', from: ['to-destroy'], to: 'to-destroy', who: 'system', letters: ['card.spoiled'] },
  {
    act: 'verify',
    from: ['made'],
    to: 'verified',
    who: inspector,
    notWho: ['batch'],
    guards: ['SAME_OFFICER', 'CHECKLIST_FAILED', 'CHIP_DIFFERS'],
  },
  {
    act: 'spoil',
    from: ['made', 'verified', 'arrived'],
    to: 'spoiled',
    who: { roles: ['inspector', 'distributor'] },
    letters: ['card.spoiled'],
  },
  { act: 'release', from: ['held'], to: 'ordered', who: inspector, guards: ['NAME_TOO_LONG_FOR_CHIP'] },
  { act: 'dispatch', from: ['verified'], to: 'dispatched', who: distributor, letters: ['card.dispatched'] },
  { act: 'receive', from: ['dispatched'], to: 'arrived', who: distributor, letters: ['card.arrived'] },
  { act: 'receive', from: ['recalled'], to: 'to-destroy', who: distributor, letters: ['card.arrived'] },
  {
    act: 'report-missing',
    from: ['dispatched', 'recalled'],
    to: 'spoiled',
    who: { roles: ['distributor', 'supervisor'] },
    guards: ['NOT_MISSING'],
    letters: ['card.spoiled'],
  },
  {
    act: 'destroy',
    from: ['to-destroy', 'spoiled'],
    to: 'destroyed',
    who: inspector,
    notWho: ['destroy'],
    guards: ['SAME_OFFICER'],
    letters: ['card.destroyed'],
  },
  { act: 'stop', from: ['ordered', 'held'], to: 'stopped', who: 'letter', letters: ['card.cancelled'] },
  { act: 'stop-made', from: ['batched', 'made', 'verified', 'arrived'], to: 'to-destroy', who: 'letter' },
  { act: 'stop-made', from: ['dispatched'], to: 'recalled', who: 'letter' },
  { act: 'take-collection', from: ['arrived'], to: 'collected', who: 'letter' },
];

/** Why the machine could not make a card, as it says itself; what it says else is `other-fault`. */
export const machineFaults = ['feed-fault', 'print-fault', 'lamination-fault', 'chip-fault', 'other-fault'] as const;
export type MachineFault = (typeof machineFaults)[number];

/** Why a card is no good, and since when. */
interface Spoil {
  readonly cause: SpoilCause;
  readonly at: string;
  readonly by?: OfficerName | undefined;
  readonly fault?: MachineFault | undefined;
}

/** A card order at the centre; a remake is a new one linked to the spoiled one. */
export interface Card {
  readonly id: string;
  readonly applicationId: string;
  readonly state: CardState;
  readonly revision: number;
  /** Bureau whose intake ordered it: the only one whose letters act on it. */
  readonly orderedBy: BureauCode;
  readonly point: PointCode;
  readonly signed: SignedCertification;
  /** The production limit, from the receipt of the certification to hand-over at the point. */
  readonly clock: Clock;
  readonly remakeOf: string | null;
  readonly attempt: number;
  readonly batchId: string | null;
  readonly madeBy: OfficerName | null;
  readonly serial: string | null;
  readonly verifiedBy: OfficerName | null;
  readonly spoil: Spoil | null;
  readonly parcelId: string | null;
  readonly destroyers: readonly OfficerName[];
}

/** The visual check, point by point (GA 458: face, photo, film, edges); any `false` means the card is no good. */
export const visualPoints = ['items-legible', 'photo-clear', 'film-intact', 'edges-clean'] as const;
export type VisualCheck = Readonly<Record<(typeof visualPoints)[number], boolean>>;

const step = (card: Card, act: CardAct, officer?: Officer): CardState => stepTo(cardSteps, card.state, act, officer);
const intakeOf = (card: Card) => ({ bureau: card.orderedBy, service: 'intake' }) as const;

/** Opens a card for an order whose certification has been checked; one the chip has no room for is held for a person. */
export function openCard(
  order: z.infer<(typeof CardOrdered)['schema']>,
  { id, orderedBy }: { id: string; orderedBy: BureauCode },
): Card {
  return {
    id,
    applicationId: order.applicationId,
    state: overLengthFields(order.signed.certification.face).length > 0 ? 'held' : 'ordered',
    revision: 1,
    orderedBy,
    point: order.point,
    signed: order.signed,
    clock: { name: 'production', startedOn: chinaDay(new Date(order.orderedAt)), dueOn: order.dueOn, warned: 0 },
    remakeOf: null,
    attempt: 1,
    batchId: null,
    madeBy: null,
    serial: null,
    verifiedBy: null,
    spoil: null,
    parcelId: null,
    destroyers: [],
  };
}

/** Puts a card into a batch for the machine. */
export function batch(card: Card, batchId: string, officer: Officer): Change<Card> {
  return changed(
    { ...card, state: step(card, 'batch', officer), batchId, madeBy: nameOf(officer) },
    { note: { batchId } },
  );
}

/** The machine has made it; an order stopped while it was in the machine goes on to destruction, and nobody waits for it. */
export function takeResult(card: Card, serial: string, at: Date): Change<Card> {
  const { applicationId, id: cardId } = card;
  const state = step(card, 'take-result');
  const letter = CardMade.write(intakeOf(card), { applicationId, cardId, madeAt: at.toISOString(), serial });
  return changed({ ...card, state, serial }, { letters: state === 'made' ? [letter] : [] });
}

/** A card that is no good, and the order for the card made instead (null when the order was stopped meanwhile). */
export interface Spoiled extends Change<Card> {
  readonly remake: Card | null;
}

/** The card made instead: its id, and the rules by which it is made. */
export interface Remake {
  readonly id: string;
  readonly policy: Pick<PolicySet, 'remakesBeforeHold'>;
}

/** The card made instead of another; held for a person once it has been tried often enough. */
function cardInstead(card: Card, { id, policy }: Remake): Card {
  return {
    ...card,
    id,
    state: card.attempt > policy.remakesBeforeHold ? 'held' : 'ordered',
    revision: 1,
    remakeOf: card.id,
    attempt: card.attempt + 1,
    batchId: null,
    madeBy: null,
    serial: null,
    verifiedBy: null,
    spoil: null,
    parcelId: null,
    destroyers: [],
  };
}

function spoiled(card: Card, state: CardState, spoil: Spoil, remake: Card | null): Spoiled {
  const { cause, at: spoiledAt, fault } = spoil;
  const held = remake?.state === 'held';
  const letter = {
    applicationId: card.applicationId,
    cardId: card.id,
    cause,
    spoiledAt,
    ...(remake && !held ? { remake: remake.id } : {}),
  };
  const note = {
    cause,
    ...(fault ? { fault } : {}),
    ...(remake ? { remake: remake.id, held: String(held) } : {}),
  };
  return {
    ...changed({ ...card, state, spoil }, { letters: [CardSpoiled.write(intakeOf(card), letter)], note }),
    remake,
  };
}

/** The machine could not make it: spoiled, and made again (no fee, same due date) unless the order was stopped meanwhile. */
export function takeFailure(
  card: Card,
  { fault, ...remake }: Remake & { readonly fault: MachineFault },
  at: Date,
): Spoiled {
  const state = step(card, 'take-failure');
  const spoil = { cause: 'machine-failed', at: at.toISOString(), fault } as const;
  if (state === 'spoiled') return spoiled(card, state, spoil, cardInstead(card, remake));
  return { ...changed({ ...card, state, spoil }, { note: { cause: spoil.cause, fault } }), remake: null };
}

/** Reported as no good by whoever looked at it. */
export function spoil(card: Card, cause: SpoilCause, remake: Remake, officer: Officer, at: Date): Spoiled {
  const why = { cause, at: at.toISOString(), by: nameOf(officer) };
  return spoiled(card, step(card, 'spoil', officer), why, cardInstead(card, remake));
}

/**
 * Not in the parcel when that was received, and not found since: made again, unless it was stopped on its way. One that
 * turns up after all is destroyed as a spoiled one.
 */
export function reportMissing(
  card: Card,
  { parcelReceived, ...remake }: Remake & { readonly parcelReceived: boolean },
  officer: Officer,
  at: Date,
): Spoiled {
  const state = step(card, 'report-missing', officer);
  if (!parcelReceived) throw new DomainError('NOT_MISSING', 'its parcel has not been received', {});
  const instead = card.state === 'recalled' ? null : cardInstead(card, remake);
  const why = { cause: lostInTransit, at: at.toISOString(), by: nameOf(officer) } as const;
  return spoiled(card, state, why, instead);
}

/** 质检 by another person than who made it: seen point by point, chip read back equal to the certification. */
export function verify(
  card: Card,
  { visual, chip }: { visual: VisualCheck; chip: readonly ChipDifference[] },
  officer: Officer,
): Change<Card> {
  const state = step(card, 'verify', officer);
  if (officer.id === card.madeBy?.id) {
    throw new DomainError('SAME_OFFICER', 'who makes does not verify', { act: 'verify' });
  }
  const failed = visualPoints.filter((point) => !visual[point]);
  if (failed.length > 0) throw new DomainError('CHECKLIST_FAILED', 'the visual check failed', { points: failed });
  if (chip.length > 0) {
    throw new DomainError('CHIP_DIFFERS', 'the chip is not what was certified', {
      fields: chip.map(({ field }) => field),
    });
  }
  return changed({ ...card, state, verifiedBy: nameOf(officer) }, { note: { visual: Object.keys(visual) } });
}

/** A held order is looked at and may be made again; what the chip has no room for cannot. */
export function releaseHeld(card: Card, officer: Officer): Change<Card> {
  const fields = overLengthFields(card.signed.certification.face);
  if (fields.length > 0) throw new DomainError('NAME_TOO_LONG_FOR_CHIP', 'the chip has no room for it', { fields });
  return changed({ ...card, state: step(card, 'release', officer) });
}

/** Packed into a parcel and on its way. */
export function dispatch(card: Card, parcel: { id: string; number: string }, officer: Officer, at: Date): Change<Card> {
  const { applicationId, id: cardId, point } = card;
  const letter = { applicationId, cardId, parcelNumber: parcel.number, point, dispatchedAt: at.toISOString() };
  return changed(
    { ...card, state: step(card, 'dispatch', officer), parcelId: parcel.id },
    { letters: [CardDispatched.write(intakeOf(card), letter)], note: { parcel: parcel.id } },
  );
}

/** Scanned at the acceptance point; one stopped on the way is taken out of the parcel and told to nobody. */
export function receive(card: Card, officer: Officer, at: Date): Change<Card> {
  const { applicationId, id: cardId, point } = card;
  const state = step(card, 'receive', officer);
  const letter = { applicationId, cardId, point, arrivedAt: at.toISOString(), receivedBy: nameOf(officer) };
  return changed(
    { ...card, state },
    { letters: state === 'arrived' ? [CardArrived.write(intakeOf(card), letter)] : [] },
  );
}

/** The order is stopped: cancelled if not made, to be destroyed if made, taken out of its parcel before if on its way; an end already reached stays. */
export function stop(card: Card, reason: (typeof stopReasons)[number], at: Date): Change<Card> {
  const { applicationId, id: cardId } = card;
  if (canStep(cardSteps, card.state, 'stop')) {
    const letter = CardCancelled.write(intakeOf(card), { applicationId, cardId, cancelledAt: at.toISOString() });
    return changed({ ...card, state: step(card, 'stop') }, { letters: [letter], note: { reason } });
  }
  if (canStep(cardSteps, card.state, 'stop-made')) {
    return changed({ ...card, state: step(card, 'stop-made') }, { note: { reason } });
  }
  return changed(card, { note: { crossed: 'card.stopped', state: card.state } });
}

/** Destruction takes two: the first signature waits, the second destroys. */
export function destroy(card: Card, officer: Officer, at: Date): Change<Card> {
  const state = step(card, 'destroy', officer);
  if (card.destroyers.some(({ id }) => id === officer.id)) {
    throw new DomainError('SAME_OFFICER', 'destruction takes two officers', { act: 'destroy' });
  }
  const destroyers = [...card.destroyers, nameOf(officer)];
  if (destroyers.length < 2) return changed({ ...card, destroyers }, { note: { signature: 'first' } });
  const { applicationId, id: cardId } = card;
  const letter = { applicationId, cardId, destroyedAt: at.toISOString(), destroyedBy: destroyers };
  return changed(
    { ...card, state, destroyers },
    {
      letters: card.state === 'to-destroy' ? [CardDestroyed.write(intakeOf(card), letter)] : [],
      note: { signature: 'second' },
    },
  );
}

/** Handed over at the counter. A remake ordered in the same moment is not wanted any more, however far it is: one live card per certification. */
export function closeCollected(card: Card, collected = card.id): Change<Card> {
  if (collected === card.id && canStep(cardSteps, card.state, 'take-collection')) {
    return changed({ ...card, state: step(card, 'take-collection') });
  }
  const note = { crossed: 'card.collected', state: card.state };
  if (canStep(cardSteps, card.state, 'stop')) return changed({ ...card, state: step(card, 'stop') }, { note });
  if (canStep(cardSteps, card.state, 'stop-made'))
    return changed({ ...card, state: step(card, 'stop-made') }, { note });
  return changed(card, { note });
}

/** The next day on which the sweep has something to notice about a card. */
export function cardWarningOn(card: Card, policy: PolicySet): Day | undefined {
  const presses = pressingCardStates.some((state) => state === card.state);
  return presses ? nextWarningOn([card.clock], policy) : undefined;
}

/** Notes the levels that the production clock has reached; it never decides anything. */
export function noticeCardDeadline(card: Card, policy: PolicySet, at: Date): Change<Card> {
  const { clocks, reached } = noticeClocks([card.clock], chinaDay(at), policy);
  return changed({ ...card, clock: clocks[0] ?? card.clock }, { note: { reached: reached.map(({ level }) => level) } });
}
