import type { CardView } from '@yidi/contracts';
import { availableActs, type CardFace, cardSteps, type Officer } from '@yidi/domain';
import type { PlainCard } from './card.rows.js';

/** Who may look at cards, batches and parcels. */
export const viewRoles = ['maker', 'inspector', 'distributor', 'supervisor', 'auditor'] as const;

/** A card as an officer of the centre sees it; the face only when it was asked for with a purpose. */
export function cardView(card: PlainCard, officer: Officer, face: CardFace | null = null): CardView {
  const { id, applicationId, state, revision, orderedBy, point, attempt, remakeOf, batchId, serial } = card;
  return {
    id,
    applicationId,
    state,
    revision,
    orderedBy,
    point,
    dueOn: card.clock.dueOn,
    attempt,
    remakeOf,
    batchId,
    serial,
    madeBy: card.madeBy,
    verifiedBy: card.verifiedBy,
    spoil: card.spoil && { cause: card.spoil.cause, at: card.spoil.at, fault: card.spoil.fault ?? null },
    parcelId: card.parcelId,
    face,
    availableActs: availableActs(cardSteps, state, officer),
  };
}
