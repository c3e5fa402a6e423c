import { z } from 'zod';
import {
  AcceptanceNumber,
  ApplicationReason,
  BureauCode,
  CardFace,
  ChipForms,
  chipItems,
  Clock,
  comparedItems,
  Comparison,
  Contact,
  countyRefusalCodes,
  DayText,
  OfficerName,
  Paper,
  PlainWords,
  PointCode,
  ReturnedItem,
  reviewStates,
  revocationReasons,
  ToldScreening,
} from '@yidi/domain';
import { pageOf, PageQuery, waitingOf } from './shared.js';

const grounds = PlainWords(1, 1000);

export const ReturnReview = z.strictObject({
  items: z.array(ReturnedItem.strict()).min(1).max(40),
  contact: Contact,
});
export const RecommendReview = z.discriminatedUnion('verdict', [
  z.strictObject({
    verdict: z.literal('issue'),
    settled: z.array(z.strictObject({ item: z.enum(comparedItems), grounds })).max(20),
    /** For a name or address that the chip has no room for. */
    chip: ChipForms.optional(),
  }),
  z.strictObject({ verdict: z.literal('refuse'), code: z.enum(countyRefusalCodes), grounds }),
]);
/** What the next reviewer is to look at. */
export const SendBackReview = z.strictObject({ words: PlainWords(5, 500) });
export const RefuseReview = z.strictObject({
  code: z.enum(countyRefusalCodes),
  explanation: grounds,
  contact: Contact,
});
export const RevokeIssue = z.strictObject({ reason: z.enum(revocationReasons), explanation: grounds });

/** Why a case is taken from who holds it. */
export const WithReason = z.strictObject({ reason: PlainWords(2, 200).optional() });
/** Cases to issue together, each at the revision that the issuer saw. */
export const IssueMany = z.strictObject({
  items: z
    .array(z.strictObject({ applicationId: z.uuid(), revision: z.int().min(1) }))
    .min(1)
    .max(50)
    .refine((items) => new Set(items.map(({ applicationId }) => applicationId)).size === items.length, 'NOT_UNIQUE'),
});
/** What became of each. */
export const IssuedMany = z.object({
  results: z.array(
    z.object({
      applicationId: z.uuid(),
      problem: z.object({ code: z.string(), title: z.string(), titleZh: z.string() }).nullable(),
    }),
  ),
});
export type IssuedMany = z.infer<typeof IssuedMany>;
/** Until when a case is held. */
export const LeaseView = z.object({ claimedUntil: z.iso.datetime().nullable() });

/** A row of the county's queue, in the order of the legal limit. */
export const ReviewRow = z.object({
  applicationId: z.uuid(),
  state: z.enum(reviewStates),
  revision: z.int(),
  acceptanceNumber: AcceptanceNumber,
  residenceBureau: BureauCode,
  point: PointCode,
  reason: ApplicationReason,
  person: z.object({ name: z.string(), citizenNumber: z.string() }),
  receivedAt: z.iso.datetime(),
  dueOn: DayText,
  warned: z.int(),
  claimedBy: OfficerName.nullable(),
  /** Until then nobody else takes it over. */
  claimedUntil: z.iso.datetime().nullable(),
  /** Nothing in it needed anybody's word: it may be issued among many. */
  clean: z.boolean(),
});

/** A review in one look: declared against registered, papers, what the desk found. */
export const ReviewView = ReviewRow.extend({
  form: z.unknown().nullable(),
  papers: z.array(Paper),
  screening: ToldScreening,
  /** Only with a purpose; asks the registry anew. */
  comparison: Comparison.nullable(),
  /** With the comparison: what the chip has no room for, so that a recommendation to issue gives the form for the chip. */
  overLength: z.array(z.enum(chipItems)).nullable(),
  recommendation: z
    .object({
      verdict: z.enum(['issue', 'refuse']),
      by: OfficerName,
      at: z.iso.datetime(),
      /** Only with a purpose: grounds of every settled item, or of the refusal, in the reviewer's words. */
      given: RecommendReview.nullable(),
    })
    .nullable(),
  /** Sent back by an issuer, until somebody recommends again; the words only with a purpose. */
  sentBack: z.object({ words: z.string().nullable(), by: OfficerName, at: z.iso.datetime() }).nullable(),
  certificationId: z.string().nullable(),
  /** With a purpose, once a recommendation to issue stands: what would be on the card now, or is. */
  face: CardFace.nullable(),
  refusal: z.object({ code: z.string(), words: z.string(), at: z.iso.datetime() }).nullable(),
  clock: Clock,
  availableActs: z.array(z.string()),
});
export type ReviewView = z.infer<typeof ReviewView>;

export const ReviewsQuery = PageQuery.extend({
  state: z.enum(reviewStates).optional(),
  late: z.enum(['true']).optional(),
  /** Those that a reviewer can take: open, or held by somebody who has left them. */
  free: z.enum(['true']).optional(),
  /** Those that may be issued among many. */
  clean: z.enum(['true']).optional(),
  acceptanceNumber: AcceptanceNumber.optional(),
});
export const ReviewsPage = pageOf(ReviewRow);
export const ReviewsWaiting = waitingOf(reviewStates);
