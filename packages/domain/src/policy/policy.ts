import { z } from 'zod';
import { applicationReasons, ApplicationReason, PaperKind, type PaperKind as Kind } from '../intake/form.js';
import { DayText, type Day } from '../shared/calendar.js';
import { Fen, OpaqueId } from '../shared/ids.js';
import { seed2015 } from './seed-2015.js';

export const ruleIds = [
  'off-site',
  'registration',
  'serving-soldier',
  'first-time',
  'item-changed',
  'appearance',
  'integrity',
  'credit',
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

/** A dated set of rules: what a bureau decides by, stored with every decision. */
export const PolicySet = z.object({
  family: z.string(),
  version: z.string(),
  from: DayText,
  to: DayText.nullable(),
  approvedBy: z.string(),
  /** Rules asked of every case, in the order they are shown. */
  rules: z.array(RuleId),
  /** Alternatives for each reason: one paper of every group must be there. */
  papers: z.record(ApplicationReason, z.array(z.array(PaperKind))),
  renewalWindowMonths: z.int().min(0),
  creditFeedStaleAfterHours: z.int().min(1),
  feesFen: z.record(ApplicationReason, Fen),
  /** Reasons for which the fee may be waived or halved (财综〔2004〕8号; not for a replacement after loss). */
  exemptionFor: z.array(ApplicationReason),
  deadlinesDays: z.object({
    county: z.int(),
    whole: z.int(),
    wholeAlarm: z.int(),
    remoteExtra: z.int(),
    production: z.int(),
    answerReturned: z.int(),
  }),
  warnAtPercent: z.array(z.int()),
});
export type PolicySet = z.infer<typeof PolicySet>;

/** Every policy set there is. */
export const policySets: readonly PolicySet[] = [PolicySet.parse(seed2015)];

/** The version of a family in force on a day; no other family is ever taken instead. */
export function policyOn(family: string, day: Day, sets: readonly PolicySet[] = policySets): PolicySet {
  const found = sets.find((set) => set.family === family && set.from <= day && (set.to === null || day <= set.to));
  if (!found) throw new Error(`no policy set ${family} is in force on ${day}`);
  return found;
}

/** Which policy decided, as records and letters name it. */
export const PolicyName = z.object({ family: OpaqueId, version: OpaqueId });
export type PolicyName = z.infer<typeof PolicyName>;

/** Groups of papers of which one each is missing; empty when all are there. */
export function missingPapers(
  policy: PolicySet,
  reason: (typeof applicationReasons)[number],
  there: readonly Kind[],
): Kind[][] {
  return policy.papers[reason].filter((group) => !group.some((kind) => there.includes(kind)));
}
