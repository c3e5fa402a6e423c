import { z } from 'zod';
import {
  ApplicationReason,
  applicationReasons,
  FingerprintCause,
  type PaperKind as Kind,
  PaperKind,
  relations,
  ResidenceProof,
} from '../intake/form.js';
import { type Day, DayCount, DayText } from '../shared/calendar.js';
import { OpaqueId } from '../shared/ids.js';
import { Fen } from '../shared/money.js';
import { Role } from '../shared/officer.js';
import { PlainText } from '../shared/plain-text.js';
import { Script } from '../shared/script.js';
import { citation, type Source } from './law.js';
import { norm2021 } from './norm-2021.js';
import { seed2015 } from './seed-2015.js';

export const ruleIds = [
  'off-site',
  'residence',
  'registration',
  'serving-soldier',
  'first-time',
  'item-changed',
  'address-changed',
  'reason-fits',
  'declared-items',
  'appearance',
  'integrity',
  'credit',
  'loss-report',
  'cool-off',
  'guardian',
  'fingerprints',
  'papers',
  'renewal-window',
] as const;
export const RuleId = z.enum(ruleIds);
export type RuleId = z.infer<typeof RuleId>;

export const exemptionGrounds = [
  'rural-five-guarantee',
  'absolute-poverty',
  'regular-relief',
  'urban-minimum-allowance',
  'state-regular-pension',
] as const;
export const halfFeeGrounds = ['disaster', 'accident', 'illness'] as const;
export const FeeGround = z.enum([...exemptionGrounds, ...halfFeeGrounds]);
export type FeeGround = z.infer<typeof FeeGround>;

/** Ends of an application after which money taken may be due back. */
export const refundEnds = ['refused-here', 'refused-by-county', 'withdrawn', 'void', 'revoked'] as const;
export type RefundEnd = (typeof refundEnds)[number];

/** The first digits of division codes: '' is the whole country, '41' a province, '410105' a county. */
const Divisions = z.string().regex(/^(\d{2}|\d{4}|\d{6})?$/, 'BUREAU_CODE_FORM');
const Groups = z.array(z.array(PaperKind).min(1));
const Days = z.int().min(0).max(400);

/** Reasons that a desk offers by a policy: not those that one of its rules refuses every time. */
export const offeredReasons = ({ rules }: Pick<PolicySet, 'rules'>): ApplicationReason[] =>
  applicationReasons.filter(
    (reason) =>
      !(reason === 'first-issue' && rules.includes('first-time')) &&
      !(reason === 'item-change' && rules.includes('item-changed')),
  );

/** Whom bureaus of residence serve: one-way, dated, for some reasons and scripts of the card. */
export const ServiceRow = z.strictObject({
  residence: Divisions,
  registration: Divisions,
  /** What has to lie between the two places. */
  across: z.enum(['provinces', 'counties']),
  reasons: z.array(ApplicationReason).min(1),
  scripts: z.array(Script).min(1),
  from: DayText,
  to: DayText.nullable(),
});
export type ServiceRow = z.infer<typeof ServiceRow>;

/** A dated set of rules: what a bureau decides by, stored with every decision. */
export const PolicySet = z.strictObject({
  family: OpaqueId,
  version: OpaqueId,
  from: DayText,
  to: DayText.nullable(),
  approvedBy: PlainText(1, 80),
  /** Rules asked of every case, in the order they are shown. */
  rules: z.array(RuleId).min(1),
  serves: z.array(ServiceRow).min(1),
  residenceProofs: z.array(ResidenceProof).min(1),
  /** Alternatives for each reason: one paper of every group must be there. */
  papers: z.record(ApplicationReason, Groups),
  minors: z.strictObject({ belowAge: z.int(), guardianFromAge: z.int(), papers: Groups }),
  fingerprints: z.strictObject({ notAskedBelowAge: z.int(), causes: z.array(FingerprintCause) }),
  renewalWindowMonths: z.int().min(0).max(24),
  /** A new card so soon after the last one needs an officer's word. */
  coolOffDays: Days,
  /** A likeness of faces below it makes an officer look; it decides nothing. */
  faceScoreBelow: z.int().min(0).max(100),
  /** Papers of which so many together let an officer confirm who somebody is. */
  identityEvidence: z.strictObject({ kinds: z.array(PaperKind), atLeast: z.int().min(1) }),
  /** Only records of misuse that have not been dealt with count. */
  integrityOnlyOpen: z.boolean(),
  creditFeedStaleAfterHours: z.int().min(1),
  /** Findings that an officer may set aside with grounds, and who signs with them. */
  overrides: z.array(z.strictObject({ rule: RuleId, second: Role.nullable() })),
  feesFen: z.record(ApplicationReason, Fen),
  temporaryCardFen: Fen,
  /** Percent that a ground takes off the fee. */
  reductionPercent: z.record(FeeGround, z.int().min(0).max(100)),
  /** Reasons for which the fee may be waived or halved (财综〔2004〕8号; not for a replacement after loss). */
  exemptionFor: z.array(ApplicationReason),
  refundOn: z.array(z.enum(refundEnds)),
  /** Ten Rules arts. 5-6, Norm arts. 84, 87, Law art. 12. */
  deadlinesDays: z.strictObject({
    county: Days,
    whole: Days,
    wholeAlarm: Days,
    remoteExtra: Days,
    production: Days,
    answerReturned: Days,
    temporaryCard: Days,
  }),
  /** How the days of a limit are counted where a text says no more than "days" (Civil Code arts. 200 to 203). */
  dayCount: DayCount,
  /** So many spoiled cards for one order are made again by themselves; then a person looks. */
  remakesBeforeHold: z.int().min(0).max(9),
  /** Places so remote that a card may take longer, with the reason that is recorded. */
  remotePlaces: z.array(z.strictObject({ division: Divisions, reason: PlainText(1, 120) })),
  warnAtPercent: z.array(z.int()),
  /** When who was born on 29 February reaches an age in other years. */
  leapBirthday: z.enum(['feb-28', 'mar-1']),
  /** A card that has waited so long at the counter: its holder is reminded once, and it is listed; nothing is decided. */
  remindCollectionAfterDays: Days,
  handOver: z.strictObject({
    /** Relatives who may collect with their own card and the receipt; nobody when empty. */
    relations: z.array(z.enum(relations)),
    /** Whether who lost the original card meanwhile pays what a replacement costs more. */
    lostSincePaysDifference: z.boolean(),
  }),
});
export type PolicySet = z.infer<typeof PolicySet>;

/** Every policy set there is, those of the past too: decisions are replayed with them. */
export const policySets: readonly PolicySet[] = [seed2015, norm2021].map((set) => PolicySet.parse(set));

/** The version of a family in force on a day; no other family is ever taken instead. */
export function policyOn(family: string, day: Day, sets: readonly PolicySet[] = policySets): PolicySet {
  const found = sets.find((set) => set.family === family && set.from <= day && (set.to === null || day <= set.to));
  if (!found) throw new Error(`no policy set ${family} is in force on ${day}`);
  return found;
}

const restsOn: Readonly<Record<string, readonly Source[]>> = {
  [seed2015.family]: [{ law: 'OPINION' }, { law: 'TEN' }],
  [norm2021.family]: [{ law: 'NORM' }],
};
/** The texts that a family of rules rests on, as they are cited; its own name where none is known. */
export const citationOfPolicy = (family: string): string => {
  const sources = restsOn[family];
  return sources ? citation(sources) : family;
};

/** Which policy decided, as records and letters name it. */
export const PolicyName = z.object({ family: OpaqueId, version: OpaqueId });
export type PolicyName = z.infer<typeof PolicyName>;

/** The set that a record names. */
export function policyNamed({ family, version }: PolicyName, sets: readonly PolicySet[] = policySets): PolicySet {
  const found = sets.find((set) => set.family === family && set.version === version);
  if (!found) throw new Error(`there is no policy set ${family} ${version}`);
  return found;
}

/** Groups of papers of which one each is missing; empty when all are there. A minor needs the guardian's too. */
export function missingPapers(
  policy: PolicySet,
  { reason, age }: { reason: ApplicationReason; age?: number },
  there: readonly Kind[],
): Kind[][] {
  const minor = age !== undefined && age < policy.minors.belowAge;
  const asked = [...policy.papers[reason], ...(minor ? policy.minors.papers : [])];
  return asked.filter((group) => !group.some((kind) => there.includes(kind)));
}

/** Whether a service row covers two places on a day. */
export function serves(
  row: ServiceRow,
  the: { residence: string; registration: string; reason: ApplicationReason; script: Script; today: Day },
): boolean {
  const apart = row.across === 'provinces' ? 2 : 6;
  return (
    row.from <= the.today &&
    (row.to === null || the.today <= row.to) &&
    the.residence.startsWith(row.residence) &&
    the.registration.startsWith(row.registration) &&
    the.residence.slice(0, apart) !== the.registration.slice(0, apart) &&
    row.reasons.includes(the.reason) &&
    row.scripts.includes(the.script)
  );
}
