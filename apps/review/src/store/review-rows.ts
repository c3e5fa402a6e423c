import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  AcceptanceNumber,
  ApplicationReason,
  BureauCode,
  chinaDay,
  ChipForms,
  Clock,
  comparedItems,
  countyRefusalCodes,
  isClean,
  liveReviewStates,
  OfficerName,
  Paper,
  PointCode,
  policyOn,
  type PolicySet,
  RegistrationForm,
  type Review,
  reviewStates,
  reviewWarningOn,
  SignedCertification,
  ToldScreening,
} from '@yidi/domain';
import { BrokenSeals, Bureau, CONFIG, FieldCipher } from '@yidi/service';
import type { ReviewConfig } from '../config.js';

const by = { by: OfficerName, at: z.iso.datetime() };
const Recommended = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('issue'),
    settled: z.array(z.object({ item: z.enum(comparedItems), grounds: z.string() })),
    chip: ChipForms.optional(),
    ...by,
  }),
  z.object({ verdict: z.literal('refuse'), code: z.enum(countyRefusalCodes), grounds: z.string(), ...by }),
]);
const SentBack = z.object({ words: z.string(), ...by });
const Refused = z.object({ code: z.string(), words: z.string(), at: z.iso.datetime(), by: OfficerName.optional() });

/** Who changed a review last, when and how. */
export interface LastChange {
  readonly at: Date;
  readonly by: string;
  readonly act: string;
}

/** A review out of the database, with its last change. */
export interface StoredReview {
  readonly review: Review;
  readonly changed: LastChange;
}

/** Every column that is written, with its type, in the order of `values`. */
const written = {
  application_id: 'uuid',
  state: 'text',
  revision: 'integer',
  residence_bureau: 'text',
  point: 'text',
  acceptance_number: 'text',
  reason: 'text',
  person_index: 'bytea',
  form: 'bytea',
  papers: 'jsonb',
  screening: 'bytea',
  accepted_by: 'jsonb',
  received_at: 'timestamptz',
  clock_started_on: 'date',
  due_on: 'date',
  warned: 'integer',
  next_warning_on: 'date',
  claimed_by: 'jsonb',
  claimed_until: 'timestamptz',
  clean: 'boolean',
  recommendation: 'bytea',
  sent_back: 'bytea',
  signed: 'bytea',
  certification_id: 'uuid',
  refusal: 'bytea',
  returns: 'integer',
  collected_at: 'timestamptz',
  changed_at: 'timestamptz',
  changed_by: 'text',
  last_act: 'text',
} as const;
type Column = keyof typeof written;
const columns = Object.keys(written) as Column[];
const unnested = `unnest(${columns.map((column, n) => `$${n + 1}::${written[column]}[]`).join(', ')})
  with ordinality as t (${columns.join(', ')}, n)`;

/** Inserts rows given as one array per column, persons in one order; a person's second live review, the later one, is left out. */
export const insertSql = `insert into reviews (${columns.join(', ')})
  select ${columns.map((column) => `t.${column}`).join(', ')} from ${unnested} order by t.person_index, t.n
  on conflict do nothing returning application_id`;

/** Writes the same arrays over rows that are there. */
export const updateSql = `update reviews set ${columns.map((column) => `${column} = t.${column}`).join(', ')}
  from ${unnested} where reviews.application_id = t.application_id`;

/** Rows with which a person has a live review here, in the words of the unique index. */
export const isLive = `state in (${liveReviewStates.map((state) => `'${state}'`).join(', ')}) and collected_at is null`;

/** What is read; days as text, since the driver would make them instants. */
export const readColumns = `application_id, state, revision, residence_bureau, point, acceptance_number, reason, form, papers,
  screening, accepted_by, received_at, clock_started_on::text, due_on::text, warned, claimed_by, claimed_until, clean, recommendation, sent_back, signed,
  refusal, returns, collected_at, changed_at, changed_by, last_act`;

const Row = z.object({
  application_id: z.string(),
  state: z.enum(reviewStates),
  revision: z.int(),
  residence_bureau: BureauCode,
  point: PointCode,
  acceptance_number: AcceptanceNumber,
  reason: ApplicationReason,
  form: z.instanceof(Buffer),
  papers: z.array(Paper),
  screening: z.instanceof(Buffer),
  accepted_by: OfficerName,
  received_at: z.date(),
  clock_started_on: z.string(),
  due_on: z.string(),
  warned: z.int(),
  claimed_by: OfficerName.nullable(),
  claimed_until: z.date().nullable(),
  clean: z.boolean(),
  recommendation: z.instanceof(Buffer).nullable(),
  sent_back: z.instanceof(Buffer).nullable(),
  signed: z.instanceof(Buffer).nullable(),
  refusal: z.instanceof(Buffer).nullable(),
  returns: z.int(),
  collected_at: z.date().nullable(),
  changed_at: z.date(),
  changed_by: z.string(),
  last_act: z.string(),
});

type Sealed = 'form' | 'screening' | 'recommendation' | 'sentBack' | 'signed' | 'refusal';
const contextOf = (column: Sealed, applicationId: string): string => `reviews.${column}.${applicationId}`;

type PlainReview = Omit<Review, Sealed>;

/** A line of the queue: what stands in clear, and the form unless it cannot be opened. */
export type ReviewLine = PlainReview & { readonly form: RegistrationForm | undefined; readonly clean: boolean };

/** Between reviews and their rows: seals and opens what is personal. */
@Injectable()
export class ReviewRows {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly bureau: Bureau,
    private readonly seals: BrokenSeals,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  /** By which policy a review runs: the one in force on the day it came. */
  policyOf(receivedAt: Date): PolicySet {
    return policyOn(this.config.POLICY_FAMILY, chinaDay(receivedAt));
  }

  personIndex(citizenNumber: string): Buffer {
    return this.cipher.blindIndex('citizen-number', citizenNumber);
  }

  /** One array per written column. */
  values(rows: readonly StoredReview[]): unknown[] {
    const made = rows.map((row) => this.toRow(row));
    return columns.map((column) => made.map((row) => row[column]));
  }

  read(row: unknown): StoredReview {
    const r = Row.parse(row);
    const id = r.application_id;
    const open = <S extends z.ZodType>(column: Sealed, sealed: Buffer | null, schema: S): z.infer<S> | null =>
      sealed && this.cipher.openJson(sealed, contextOf(column, id), schema);
    return {
      review: {
        ...this.plain(r),
        form: this.form(r),
        screening: this.cipher.openJson(r.screening, contextOf('screening', id), ToldScreening),
        recommendation: open('recommendation', r.recommendation, Recommended),
        sentBack: open('sentBack', r.sent_back, SentBack),
        signed: open('signed', r.signed, SignedCertification),
        refusal: open('refusal', r.refusal, Refused),
      },
      changed: { at: r.changed_at, by: r.changed_by, act: r.last_act },
    };
  }

  /** A line whose form does not open stays in its list, without its person. */
  line(row: unknown): ReviewLine {
    const r = Row.parse(row);
    return { ...this.plain(r), clean: r.clean, form: this.seals.open(r.application_id, () => this.form(r)) };
  }

  /** The reviews among these rows that can be opened; the others are alarmed. */
  openable(rows: readonly unknown[]): Review[] {
    const named = rows.map((row) => ({ id: Row.parse(row).application_id, row }));
    return this.seals.openable(named, ({ row }) => this.read(row).review);
  }

  private form({ application_id: id, form }: z.infer<typeof Row>): RegistrationForm {
    return this.cipher.openJson(form, contextOf('form', id), RegistrationForm);
  }

  private plain(r: z.infer<typeof Row>): PlainReview {
    return {
      applicationId: r.application_id,
      state: r.state,
      revision: r.revision,
      bureau: this.bureau.code,
      residenceBureau: r.residence_bureau,
      point: r.point,
      acceptanceNumber: r.acceptance_number,
      reason: r.reason,
      papers: r.papers,
      acceptedBy: r.accepted_by,
      receivedAt: r.received_at.toISOString(),
      clock: Clock.parse({ name: 'county', startedOn: r.clock_started_on, dueOn: r.due_on, warned: r.warned }),
      claimedBy: r.claimed_by,
      claimedUntil: r.claimed_until?.toISOString() ?? null,
      returns: r.returns,
      collectedAt: r.collected_at?.toISOString() ?? null,
    };
  }

  private toRow({ review, changed }: StoredReview): Record<Column, unknown> {
    const id = review.applicationId;
    const seal = (column: Sealed): Buffer | null =>
      review[column] === null ? null : this.cipher.sealJson(review[column], contextOf(column, id));
    return {
      application_id: id,
      state: review.state,
      revision: review.revision,
      residence_bureau: review.residenceBureau,
      point: review.point,
      acceptance_number: review.acceptanceNumber,
      reason: review.reason,
      person_index: this.personIndex(review.form.citizenNumber),
      form: seal('form'),
      papers: JSON.stringify(review.papers),
      screening: seal('screening'),
      accepted_by: JSON.stringify(review.acceptedBy),
      received_at: review.receivedAt,
      clock_started_on: review.clock.startedOn,
      due_on: review.clock.dueOn,
      warned: review.clock.warned,
      next_warning_on: reviewWarningOn(review, this.policyOf(new Date(review.receivedAt))) ?? null,
      claimed_by: review.claimedBy && JSON.stringify(review.claimedBy),
      claimed_until: review.claimedUntil,
      clean: isClean(review),
      recommendation: seal('recommendation'),
      sent_back: seal('sentBack'),
      signed: seal('signed'),
      certification_id: review.signed?.certification.id ?? null,
      refusal: seal('refusal'),
      returns: review.returns,
      collected_at: review.collectedAt,
      changed_at: changed.at,
      changed_by: changed.by,
      last_act: changed.act,
    };
  }
}
