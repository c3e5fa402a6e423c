import { z } from 'zod';
import { Finding, InstantText, outcomes, PaperKind, PolicyName, RuleId } from '@yidi/domain';

const Words = z.object({ zh: z.string(), en: z.string() });

/** One rule's answer in words: what it looked at, its legal source, what the applicant can do, and whether it comes out the same again. */
const ExplainedFinding = Finding.pick({ rule: true, answer: true, settled: true }).extend({
  because: z.array(z.string()).readonly(),
  inputs: Finding.shape.inputs,
  /** Null where the inputs were not stored. */
  replayed: z.boolean().nullable(),
  name: Words,
  question: Words,
  remedy: Words.nullable(),
  lifts: z.array(PaperKind).readonly(),
  reasons: z.array(Words).readonly(),
  citation: z.string(),
});

/** Why an application was answered as it was, from the stored record alone. */
export const ScreeningExplanation = z.object({
  policy: PolicyName,
  askedAt: InstantText,
  outcome: z.enum(outcomes),
  /** Rules whose stored answer does not come out again: none, unless the record or the rules were changed. */
  differs: z.array(RuleId),
  findings: z.array(ExplainedFinding),
});
export type ScreeningExplanation = z.infer<typeof ScreeningExplanation>;
