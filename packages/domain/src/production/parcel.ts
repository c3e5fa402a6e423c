import { DomainError } from '../errors.js';
import type { Day } from '../shared/calendar.js';
import type { PointCode } from '../shared/ids.js';
import type { Officer } from '../shared/officer.js';
import type { Step } from '../steps.js';
import type { Card, CardState } from './card.js';

/** What a scan may find wrong. */
const scanGuards = ['WRONG_POINT', 'NOT_IN_PARCEL'] as const;

export const parcelStates = ['dispatched', 'received', 'lost'] as const;
export type ParcelState = (typeof parcelStates)[number];
export type ParcelAct = 'receive' | 'report-lost';

const distributor = { roles: ['distributor'] } as const;

/** The way of a parcel: what was missing when it came, and a parcel that was given up, is received when it turns up. */
export const parcelSteps: readonly Step<ParcelState, ParcelAct>[] = [
  { act: 'receive', from: ['dispatched', 'received', 'lost'], to: 'received', who: distributor, guards: scanGuards },
  { act: 'report-lost', from: ['dispatched'], to: 'lost', who: { roles: ['distributor', 'supervisor'] } },
];

/** States of a card that is in a parcel and has not been scanned at the point. */
export const cardStatesOnTheWay = ['dispatched', 'recalled'] as const satisfies readonly CardState[];

/** Whether a card is in its parcel still. */
export const isOnTheWay = ({ state }: Pick<Card, 'state'>): boolean =>
  cardStatesOnTheWay.some((onTheWay) => onTheWay === state);

/** Cards on their way to one acceptance point. */
export interface Parcel {
  readonly id: string;
  readonly number: string;
  readonly point: PointCode;
  readonly state: ParcelState;
  readonly cardIds: readonly string[];
}

/** Parcel number: point, day, running number. */
export function parcelNumber(point: PointCode, day: Day, sequence: number): string {
  return `P${point}${day.replaceAll('-', '')}${String(sequence).padStart(4, '0')}`;
}

/** Cards of one parcel go to one point. */
export function parcelPoint(cards: readonly Card[]): PointCode {
  const points = [...new Set(cards.map(({ point }) => point))];
  const [point] = points;
  if (point === undefined || points.length > 1) {
    throw new DomainError('PARCEL_MIXED', 'a parcel goes to one point', { points });
  }
  return point;
}

/** What the scan at the point says: received, missing from the parcel, not of this parcel. Only that point's people receive. */
export function receiveParcel(
  parcel: Parcel,
  scanned: readonly string[],
  officer: Officer,
): { received: string[]; missing: string[] } {
  if (officer.point !== parcel.point) {
    throw new DomainError('WRONG_POINT', 'the parcel is for another point', { point: parcel.point });
  }
  const strangers = scanned.filter((id) => !parcel.cardIds.includes(id));
  if (strangers.length > 0) throw new DomainError('NOT_IN_PARCEL', 'not of this parcel', { cards: strangers });
  return {
    received: parcel.cardIds.filter((id) => scanned.includes(id)),
    missing: parcel.cardIds.filter((id) => !scanned.includes(id)),
  };
}
