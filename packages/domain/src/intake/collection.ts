import { z } from 'zod';
import { changed, type Change } from '../change.js';
import { DomainError } from '../errors.js';
import { CardCollected, originalCardOutcomes } from '../letters/from-intake.js';
import { nameOf, OfficerName, type Officer } from '../shared/officer.js';
import { CitizenNumberText } from '../shared/citizen-number.js';
import { InstantText } from '../shared/calendar.js';
import { PersonNameText } from '../shared/person-name.js';
import { PlainText, PlainWords } from '../shared/plain-text.js';
import { stepApplication, type Application } from './application.js';
import { isRenewal } from './form.js';
import { tell } from './notices.js';

/** What is done at the counter before a card changes hands (Norm arts. 81, 84; Law art. 11). */
export const CollectionRequest = z.object({
  receiptCode: PlainText(8, 64),
  /** How the person was recognised; a comparison that failed is sent too, and refuses the hand-over. */
  identity: z.object({
    by: z.enum(['fingerprint', 'face-and-card', 'household-register']),
    result: z.enum(['match', 'no-match']),
  }),
  collector: z.discriminatedUnion('who', [
    z.object({ who: z.literal('holder') }),
    z.object({
      who: z.literal('proxy'),
      name: PersonNameText,
      citizenNumber: CitizenNumberText,
      relation: z.enum(['spouse', 'parent', 'child', 'guardian', 'other-relative']),
    }),
  ]),
  originalCard: z.enum(originalCardOutcomes),
  /** Grounds for handing over though the original card cannot come back; with a supervisor's sign-in only. */
  waiver: z.object({ statement: PlainWords(5, 500) }).optional(),
});
export type CollectionRequest = z.infer<typeof CollectionRequest>;

export const Collection = z.object({
  at: InstantText,
  by: OfficerName,
  request: CollectionRequest.omit({ receiptCode: true }),
});
export type Collection = z.infer<typeof Collection>;

/** 领取: against the receipt, the person recognised; for a renewal the original card comes back at that moment. */
export function collect(
  application: Application,
  { receiptCode, ...request }: CollectionRequest,
  officer: Officer,
  at: Date,
): Change<Application> {
  const state = stepApplication(application, 'collect', officer);
  if (receiptCode !== application.acceptance?.receiptCode) {
    throw new DomainError('RECEIPT_WRONG', 'the receipt does not belong to this application', {});
  }
  if (request.identity.result !== 'match') {
    throw new DomainError('IDENTITY_NOT_CONFIRMED', 'the person was not recognised', { by: request.identity.by });
  }
  if (isRenewal(application.reason) && request.originalCard !== 'returned') {
    if (request.originalCard !== 'lost-since' || !request.waiver) {
      throw new DomainError('ORIGINAL_CARD_NOT_RETURNED', 'the original card has to come back', {});
    }
    if (!officer.roles.includes('supervisor')) {
      throw new DomainError('WAIVER_NEEDS_SUPERVISOR', 'only a supervisor may waive the original card', {});
    }
  }
  const collection: Collection = { at: at.toISOString(), by: nameOf(officer), request };
  const letter = {
    applicationId: application.id,
    collectedAt: collection.at,
    handedOverBy: collection.by,
    collector: request.collector.who,
    originalCard: request.originalCard,
  };
  const production = application.card?.bureau ?? application.bureau;
  return changed(
    { ...application, state, collection, clocks: [] },
    {
      letters: [
        CardCollected.write({ bureau: production, service: 'production' }, letter),
        CardCollected.write({ bureau: application.registrationBureau, service: 'review' }, letter),
      ],
      notices: [tell(application, { kind: 'collected' })],
      note: { originalCard: request.originalCard, collector: request.collector.who, identity: request.identity.by },
    },
  );
}
