import { z } from 'zod';
import { PolicyName, policyNamed, type PolicySet, RuleId } from '../policy/policy.js';
import { OfficerName, Role } from '../shared/officer.js';
import { OpaqueId } from '../shared/ids.js';
import { InstantText } from '../shared/calendar.js';
import { PlainText, PlainWords } from '../shared/plain-text.js';
import { refusalRules } from './refusals/index.js';
import { findingAnswers, Inputs, type ScreeningCase } from './rule.js';

export { findingAnswers, type FindingAnswer, type RefusalRule, type RuleAnswer, type ScreeningCase } from './rule.js';

/** One rule's answer about a case; inputs by reference, nothing personal. */
export const Finding = z.object({
  rule: RuleId,
  answer: z.enum(findingAnswers),
  /** Ids and codes the answer rests on: record ids, names of items, kinds of paper. */
  because: z.array(PlainText(1, 120)),
  /** What the rule looked at: with the policy the answer follows from it, years later too. */
  inputs: Inputs.optional(),
  /** An officer's word on it: it stands, or it does not apply, with grounds; some need a second officer's. */
  settled: z
    .object({
      verdict: z.enum(['stands', 'lifted']),
      grounds: PlainWords(1, 1000),
      by: OfficerName,
      awaits: Role.optional(),
      second: OfficerName.optional(),
    })
    .optional(),
});
export type Finding = z.infer<typeof Finding>;

export const Screening = z.object({ policy: PolicyName, askedAt: InstantText, findings: z.array(Finding) });
export type Screening = z.infer<typeof Screening>;

/** A screening as another bureau tells it: it may have asked rules that nobody here knows. */
export const ToldScreening = Screening.extend({ findings: z.array(Finding.extend({ rule: OpaqueId })) });
export type ToldScreening = z.infer<typeof ToldScreening>;

/** Asks every rule of the policy and returns all answers at once. */
export function screen(the: ScreeningCase, policy: PolicySet, at: Date): Screening {
  return {
    policy: { family: policy.family, version: policy.version },
    askedAt: at.toISOString(),
    findings: findingsOf(the, policy),
  };
}

/** The answers alone. */
export const findingsOf = (the: ScreeningCase, policy: PolicySet): Finding[] =>
  policy.rules.map((id) => {
    const { answer, because = [], inputs } = refusalRules[id].screen(the, policy);
    return { rule: id, answer, because: [...because], inputs };
  });

/** Whether an officer has set a finding aside, with whoever has to sign as well; a refusal always takes two. */
export function isLifted({ answer, settled }: Finding): boolean {
  if (settled?.verdict !== 'lifted') return false;
  return settled.second !== undefined || (answer === 'confirm' && settled.awaits === undefined);
}

const forbidding: readonly Finding['answer'][] = ['refuse', 'suspend', 'needs', 'confirm'];

/** Findings that forbid acceptance as they stand: a rule that refuses or suspends, a missing paper, an unanswered `confirm`. */
export function openFindings({ findings }: Pick<Screening, 'findings'>): Finding[] {
  return findings.filter((finding) => forbidding.includes(finding.answer) && !isLifted(finding));
}

/** The policy set by which a case was screened. */
export const policyOf = ({ policy }: Screening): PolicySet => policyNamed(policy);
