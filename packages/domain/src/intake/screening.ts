import { z } from 'zod';
import { PolicyName, RuleId, type PolicySet } from '../policy/policy.js';
import { OfficerName } from '../shared/officer.js';
import { InstantText, type Day } from '../shared/calendar.js';
import { PlainText, PlainWords } from '../shared/plain-text.js';
import type { ApplicationReason, PaperKind, RegistrationForm } from './form.js';
import type { CreditAnswer, RegistryAnswer } from './registry.js';
import { refusalRules } from './refusals/index.js';

export const findingAnswers = ['pass', 'refuse', 'suspend', 'needs', 'warn', 'confirm', 'unverified'] as const;
export type FindingAnswer = (typeof findingAnswers)[number];

/** One rule's answer about a case; inputs by reference, nothing personal. */
export const Finding = z.object({
  rule: RuleId,
  answer: z.enum(findingAnswers),
  /** Ids and codes the answer rests on: record ids, names of items, kinds of paper. */
  because: z.array(PlainText(1, 120)),
  /** An officer's word on it: it stands, or it does not apply, with grounds. */
  settled: z
    .object({ verdict: z.enum(['stands', 'lifted']), grounds: PlainWords(1, 1000), by: OfficerName })
    .optional(),
});
export type Finding = z.infer<typeof Finding>;

export const Screening = z.object({ policy: PolicyName, askedAt: InstantText, findings: z.array(Finding) });
export type Screening = z.infer<typeof Screening>;

/** All that the rules may look at. */
export interface ScreeningCase {
  readonly reason: ApplicationReason;
  readonly form: RegistrationForm;
  readonly papers: readonly PaperKind[];
  readonly bureau: string;
  readonly registry: RegistryAnswer;
  readonly credit: CreditAnswer;
  readonly today: Day;
}

/** A rule's own answer, before it is filed under the rule's id. */
export interface RuleAnswer {
  answer: FindingAnswer;
  because?: readonly string[];
}

/** A rule: its question is its name and doc line, its source a legal article. */
export interface RefusalRule {
  readonly id: RuleId;
  readonly source: string;
  ask(the: ScreeningCase, policy: PolicySet): RuleAnswer;
}

/** Asks every rule of the policy and returns all answers at once. */
export function screen(the: ScreeningCase, policy: PolicySet, at: Date): Screening {
  return {
    policy: { family: policy.family, version: policy.version },
    askedAt: at.toISOString(),
    findings: policy.rules.map((id) => {
      const { answer, because = [] } = refusalRules[id].ask(the, policy);
      return { rule: id, answer, because: [...because] };
    }),
  };
}

/** Findings that forbid acceptance as they stand: a rule that refuses or suspends, a missing paper, an unanswered `confirm`. */
export function openFindings(screening: Screening): Finding[] {
  return screening.findings.filter(({ answer, settled }) => {
    if (answer === 'confirm') return settled?.verdict !== 'lifted';
    return answer === 'refuse' || answer === 'suspend' || answer === 'needs';
  });
}
