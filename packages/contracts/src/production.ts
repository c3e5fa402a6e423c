import { z } from 'zod';
import {
  BureauCode,
  cardStates,
  DayText,
  machineFaults,
  OfficerName,
  parcelStates,
  PlainText,
  PointCode,
  SpoilCause,
  visualPoints,
} from '@yidi/domain';
import { pageOf, PageQuery, waitingOf } from './shared.js';

/** A batch: cards named, or the next so many by due date. */
export const MakeBatch = z.strictObject({ cardIds: z.array(z.uuid()).min(1).max(200) });
export const VerifyCard = z.strictObject({
  visual: z.strictObject(
    Object.fromEntries(visualPoints.map((point) => [point, z.boolean()])) as Record<
      (typeof visualPoints)[number],
      z.ZodBoolean
    >,
  ),
});
/** What a card's chip really says, as it stands there; null where it cannot be read. */
export const ChipView = z.object({
  record: z
    .object({
      name: z.string(),
      sex: z.string(),
      ethnicity: z.string(),
      bornOn: z.string(),
      address: z.string(),
      citizenNumber: z.string(),
      issuingOrgan: z.string(),
      validFrom: z.string(),
      validUntil: z.string(),
    })
    .nullable(),
  photoAsCertified: z.boolean(),
});
export type ChipView = z.infer<typeof ChipView>;
/** What somebody sees who looks at a card; that it is not there is another act. */
export const SpoilCard = z.strictObject({ cause: SpoilCause.exclude(['lost-in-transit']) });
export const DispatchParcel = z.strictObject({ cardIds: z.array(z.uuid()).min(1).max(500) });
export const ReceiveParcel = z.strictObject({ scanned: z.array(z.uuid()).min(1).max(500) });

/** A card as the centre sees it: who it is for stands on the card, not in the list. */
export const CardView = z.object({
  id: z.uuid(),
  applicationId: z.uuid(),
  state: z.enum(cardStates),
  revision: z.int(),
  orderedBy: BureauCode,
  point: PointCode,
  dueOn: DayText,
  attempt: z.int(),
  remakeOf: z.uuid().nullable(),
  batchId: z.uuid().nullable(),
  serial: z.string().nullable(),
  madeBy: OfficerName.nullable(),
  verifiedBy: OfficerName.nullable(),
  /** `fault`: what the machine said of a card that it could not make. */
  spoil: z.object({ cause: SpoilCause, at: z.iso.datetime(), fault: z.enum(machineFaults).nullable() }).nullable(),
  parcelId: z.uuid().nullable(),
  /** What is on the card; only with a purpose. */
  face: z.unknown().nullable(),
  availableActs: z.array(z.string()),
});
export type CardView = z.infer<typeof CardView>;

export const CardsQuery = PageQuery.extend({
  state: z.enum(cardStates).optional(),
  applicationId: z.uuid().optional(),
  point: PointCode.optional(),
  /** Only those past their day. */
  late: z.enum(['true']).optional(),
  /** Spoiled cards that are still there: they wait for two officers. */
  spoiled: z.enum(['true']).optional(),
});
export const CardsPage = pageOf(CardView);
/** `batches`: those that the machine has not finished; `spoiled`: spoiled cards to be destroyed. */
export const CardsWaiting = waitingOf(cardStates).extend({ batches: z.int(), spoiled: z.int() });

export const batchStates = ['sent', 'running', 'done'] as const;
export const BatchView = z.object({
  id: z.uuid(),
  state: z.enum(batchStates),
  madeBy: OfficerName,
  startedAt: z.iso.datetime(),
  cards: z.array(
    z.object({
      cardId: z.uuid(),
      state: z.enum(cardStates),
      serial: z.string().nullable(),
      fault: z.enum(machineFaults).nullable(),
    }),
  ),
});

/** A batch in the list: how many of its cards the machine has made and could not make; each took a blank. */
export const BatchSummary = BatchView.omit({ cards: true }).extend({ cards: z.int(), made: z.int(), failed: z.int() });
export type BatchSummary = z.infer<typeof BatchSummary>;
export const BatchesQuery = PageQuery.extend({
  state: z.enum(batchStates).optional(),
  /** Only those that the machine has not finished. */
  open: z.enum(['true']).optional(),
});
export const BatchesPage = pageOf(BatchSummary);

export const ParcelView = z.object({
  id: z.uuid(),
  number: z.string(),
  point: PointCode,
  state: z.enum(parcelStates),
  revision: z.int(),
  dispatchedAt: z.iso.datetime(),
  receivedAt: z.iso.datetime().nullable(),
  cardIds: z.array(z.uuid()),
  missing: z.array(z.uuid()),
});
export const ParcelsQuery = PageQuery.extend({
  state: z.enum(parcelStates).optional(),
  point: PointCode.optional(),
  number: PlainText(1, 60).optional(),
});
export const ParcelsPage = pageOf(ParcelView);
export type BatchView = z.infer<typeof BatchView>;
export type ParcelView = z.infer<typeof ParcelView>;
