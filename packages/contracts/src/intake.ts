import { z } from 'zod';
import {
  AcceptanceNumber,
  Answer,
  ApplicationReason,
  applicationStates,
  awaitings,
  bornOn,
  BureauCode,
  CitizenNumberText,
  Clock,
  CollectionRequest,
  Contact,
  DayText,
  exceptionKinds,
  ExceptionRequest,
  Fee,
  FeeGround,
  Fen,
  InstantText,
  OfficerName,
  OpaqueId,
  Paper,
  PlainText,
  PlainWords,
  PointCode,
  publicStages,
  RegistrationForm,
  ReturnedItem,
  type RoadStep,
  roadSteps,
  RuleId,
  Screening,
  sexOf,
  withdrawalReasons,
} from '@yidi/domain';
import { pageOf, PageQuery, Purpose, waitingOf } from './shared.js';

const words = PlainWords(1, 1000);

/** The items of the form that follow from the citizen number must agree with it. */
export const FormInput = RegistrationForm.superRefine((form, context) => {
  const { citizenNumber } = form;
  const contradict = (path: string) =>
    context.addIssue({
      code: 'custom',
      path: [path],
      message: 'ITEMS_CONTRADICT_NUMBER',
      params: { fault: 'ITEMS_CONTRADICT_NUMBER' },
    });
  if (form.bornOn !== bornOn(citizenNumber)) contradict('bornOn');
  if (form.sex !== sexOf(citizenNumber)) contradict('sex');
});

/** Opens an application with the signed form. The county of registration is the registry's word; the clerk's while it is away. */
export const StartApplication = z.strictObject({
  reason: ApplicationReason,
  registrationBureau: BureauCode,
  form: FormInput,
});
/** The form anew; reason and county with it, where they were chosen wrongly. */
export const FillForm = StartApplication.partial({ reason: true, registrationBureau: true });
export const SettleFinding = z.strictObject({ rule: RuleId, verdict: z.enum(['stands', 'lifted']), grounds: words });
/** Another officer signs what the first one set aside. */
export const CountersignFinding = z.strictObject({ rule: RuleId });
export const RefuseApplication = z.strictObject({ rule: RuleId, words });
export const SuspendApplication = z.strictObject({ rule: RuleId, words });
export const SettleFee = z.strictObject({
  amountFen: Fen,
  ground: FeeGround.optional(),
  certificateNumber: PlainText(1, 60).optional(),
});
export const WithdrawApplication = z.strictObject({ reason: z.enum(withdrawalReasons) });
export const CorrectApplication = z.strictObject({ answers: z.array(Answer).min(1).max(40), form: FormInput });
export const CollectCard = CollectionRequest.strict();
/** A supervisor allows a hand-over without receipt, match or original card; somebody else hands over. */
export const AllowException = ExceptionRequest.strict();
/** An act that needs nothing but to be done. */
export const Nothing = z.strictObject({});

/** The person as shown: masked unless a purpose was given. */
const ShownPerson = z.object({ name: z.string(), citizenNumber: z.string(), phone: z.string() });

/** A row of the desk's list. */
export const ApplicationRow = z.object({
  id: z.uuid(),
  state: z.enum(applicationStates),
  revision: z.int(),
  reason: ApplicationReason,
  point: PointCode,
  registrationBureau: BureauCode,
  acceptanceNumber: AcceptanceNumber.nullable(),
  person: ShownPerson,
  startedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  dueOn: DayText.nullable(),
  warned: z.int(),
});

/** In a list: with the day since when its card waits at the counter. */
export const ApplicationListed = ApplicationRow.extend({ arrivedOn: DayText.nullable() });
export type ApplicationListed = z.infer<typeof ApplicationListed>;

/** An application as its desk sees it. */
export const ApplicationView = ApplicationRow.extend({
  /** The whole form; only with a purpose. */
  form: z.unknown().nullable(),
  papers: z.array(Paper),
  screening: Screening.nullable(),
  fee: Fee.nullable(),
  clocks: z.array(Clock),
  returned: z.object({ items: z.array(ReturnedItem), contact: Contact, answerBy: DayText }).nullable(),
  refusal: z
    .object({
      by: z.enum(['desk', 'county']),
      code: z.string(),
      words: z.string(),
      contact: Contact.nullable(),
      at: z.iso.datetime(),
    })
    .nullable(),
  card: z
    .object({
      bureau: BureauCode,
      cardId: z.string().optional(),
      /** The number on the card that waits. */
      serial: z.string().optional(),
      parcelNumber: z.string().optional(),
      spoiled: z.int(),
    })
    .nullable(),
  /** What a supervisor has allowed for the hand-over. */
  exceptions: z.array(z.object({ of: z.enum(exceptionKinds), by: OfficerName, at: z.iso.datetime() })),
  collectedAt: z.iso.datetime().nullable(),
  availableActs: z.array(z.string()),
});
export type ApplicationView = z.infer<typeof ApplicationView>;

/** What acceptance answers: the receipt code is said here once, for the receipt. */
export const AcceptedView = ApplicationView.extend({ receiptCode: z.string() });
export type AcceptedView = z.infer<typeof AcceptedView>;

export const ApplicationsQuery = PageQuery.extend({
  state: z.enum(applicationStates).optional(),
  point: PointCode.optional(),
  late: z.enum(['true']).optional(),
  /** Cards that nobody collects, those first that wait the longest. */
  uncollected: z.enum(['true']).optional(),
  /** What waits for an officer in post, by what is to be done. */
  awaits: z.enum(awaitings).optional(),
  acceptanceNumber: AcceptanceNumber.optional(),
});
export const ApplicationsPage = pageOf(ApplicationListed);

export const WaitingQuery = z.object({ point: PointCode.optional() });
/** With how many cards wait at the counter longer than the policy expects, what waits for officers in post, and drafts begun. */
export const ApplicationsWaiting = waitingOf(applicationStates).extend({
  uncollected: z.int(),
  awaits: z.array(z.object({ what: z.enum(awaitings), count: z.int() })),
  drafts: z.int(),
});

/** Look-up of a person's applications: a POST, so that no number stands in an address. */
export const FindPerson = z.strictObject({ citizenNumber: PlainText(1, 40), purpose: Purpose });

/** Look-up at the counter by what the applicant hands over: a POST, since the receipt's code is a secret. */
export const FindByReceipt = z.strictObject({
  receiptCode: PlainText(8, 64),
  lastFour: z.string().regex(/^\d{3}[\dXx]$/, 'WRONG_FORMAT'),
  purpose: Purpose,
});

/** The public question "where is my card?". */
export const StatusQuestion = z.strictObject({
  receiptCode: PlainText(8, 64),
  lastFour: z
    .string()
    .trim()
    .regex(/^\d{3}[\dXx]$/, 'WRONG_FORMAT'),
});
const roadStepNames = Object.keys(roadSteps) as RoadStep[];
export type StatusAnswer = z.infer<typeof StatusAnswer>;
export const StatusAnswer = z.object({
  stage: z.enum(publicStages),
  words: z.object({ zh: z.string(), en: z.string() }),
  /** The office that has it now. */
  place: z.object({ name: z.string(), bureauEn: z.string(), address: z.string().nullable(), phone: z.string() }),
  acceptedOn: DayText.nullable(),
  dueOn: DayText.nullable(),
  answerBy: DayText.nullable(),
  /** Every step in its order: the office that takes it, and the day on which it was done last. */
  road: z.array(
    z.object({ step: z.enum(roadStepNames), office: z.string(), bureauEn: z.string(), doneOn: DayText.nullable() }),
  ),
});

/** Two records under one id would say two things of it: which of them counts is not for us to choose. */
function everyIdOnce(records: { recordId: string }[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { recordId }] of records.entries()) {
    if (seen.has(recordId)) {
      context.addIssue({
        code: 'custom',
        path: [index, 'recordId'],
        message: 'ID_TWICE',
        params: { fault: 'ID_TWICE' },
      });
    }
    seen.add(recordId);
  }
}

/** A push of the credit platform, inside a compact JWS. */
export const CreditBatch = z.object({
  batchId: OpaqueId,
  number: z.int().min(1),
  issuedAt: InstantText,
  additions: z
    .array(
      z.object({
        recordId: OpaqueId,
        citizenNumber: CitizenNumberText,
        reason: PlainText(1, 200),
        validUntil: DayText.nullable(),
      }),
    )
    .max(1000)
    .superRefine(everyIdOnce),
  withdrawals: z.array(OpaqueId).max(1000),
});
export const CreditBatchTaken = z.object({ batchId: z.string(), outcome: z.enum(['taken', 'repeated', 'late']) });
