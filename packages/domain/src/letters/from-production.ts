import { z } from 'zod';
import { InstantText } from '../shared/calendar.js';
import { OpaqueId, PointCode } from '../shared/ids.js';
import { OfficerName } from '../shared/officer.js';
import { defineLetter } from './define-letter.js';

const applicationId = z.uuid();
const cardId = z.uuid();
const at = InstantText;

/** The machine has made the card. */
export const CardMade = defineLetter({
  type: 'card.made',
  version: 1,
  from: 'production',
  to: ['intake'],
  schema: z.object({
    applicationId,
    cardId,
    madeAt: at,
    /** The number on the card, by which whoever hands it over knows it. */
    serial: z.string().min(1).max(64).optional(),
  }),
});

export const spoilCauses = [
  'machine-failed',
  'visual-defect',
  'chip-differs',
  'chip-silent',
  'damaged-in-transit',
  'lost-in-transit',
] as const;
export const SpoilCause = z.enum(spoilCauses);
export type SpoilCause = z.infer<typeof SpoilCause>;
/** A card that was lost on its way is not there to be destroyed. */
export const lostInTransit = 'lost-in-transit' satisfies SpoilCause;

/** The card is no good; `remake` names the card made instead, missing when a person must look first. */
export const CardSpoiled = defineLetter({
  type: 'card.spoiled',
  version: 1,
  from: 'production',
  to: ['intake'],
  schema: z.object({ applicationId, cardId, cause: SpoilCause, remake: z.uuid().optional(), spoiledAt: at }),
});

/** On the way to the acceptance point. */
export const CardDispatched = defineLetter({
  type: 'card.dispatched',
  version: 1,
  from: 'production',
  to: ['intake'],
  schema: z.object({ applicationId, cardId, parcelNumber: OpaqueId, point: PointCode, dispatchedAt: at }),
});

/** Received by scan at the acceptance point: the card waits at the counter. */
export const CardArrived = defineLetter({
  type: 'card.arrived',
  version: 1,
  from: 'production',
  to: ['intake'],
  schema: z.object({ applicationId, cardId, point: PointCode, arrivedAt: at, receivedBy: OfficerName }),
});

/** The order was stopped before a card was made. */
export const CardCancelled = defineLetter({
  type: 'card.cancelled',
  version: 1,
  from: 'production',
  to: ['intake'],
  schema: z.object({ applicationId, cardId, cancelledAt: at }),
});

/** A made card that is not handed over, destroyed by two officers. */
export const CardDestroyed = defineLetter({
  type: 'card.destroyed',
  version: 1,
  from: 'production',
  to: ['intake'],
  schema: z.object({ applicationId, cardId, destroyedAt: at, destroyedBy: z.array(OfficerName).length(2) }),
});
