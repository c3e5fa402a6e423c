import { policyNamed, type PolicySet, type RuleId } from '../policy/policy.js';
import type { Source } from '../policy/law.js';
import type { Words } from '../words/index.js';
import type { PaperKind } from './form.js';
import { refusalRules } from './refusals/index.js';
import { type Finding, findingsOf, openFindings, type Screening, type ScreeningCase } from './screening.js';

/** One finding of a stored decision, put into words. */
export interface Explanation {
  readonly rule: RuleId;
  readonly answer: Finding['answer'];
  readonly because: readonly string[];
  readonly inputs: Finding['inputs'];
  /** Whether the stored inputs lead to the stored answer again; null where none were stored. */
  readonly replayed: boolean | null;
  readonly settled: Finding['settled'];
  readonly name: Words;
  readonly question: Words;
  /** What the applicant can do, and papers that would lift it, where it stands in the way. */
  readonly remedy: Words | null;
  readonly lifts: readonly PaperKind[];
  /** The rule's own reasons in words; ids, items and papers speak for themselves. */
  readonly reasons: readonly Words[];
  readonly sources: readonly Source[];
  readonly citation: string;
}

const sameList = (one: readonly string[], other: readonly string[]): boolean => one.join('\n') === other.join('\n');

function replays({ rule, answer, because, inputs }: Finding, policy: PolicySet): boolean | null {
  if (!inputs) return null;
  const again = refusalRules[rule].replay(inputs, policy);
  return again !== undefined && again.answer === answer && sameList(again.because ?? [], because);
}

/** Why a case was decided as it was: every answer of the stored screening, replayed with the policy set that it names. */
export function explain(screening: Screening): Explanation[] {
  const policy = policyNamed(screening.policy);
  return screening.findings.map((finding) => {
    const { name, question, remedy, because: words, lifts, sources, source } = refusalRules[finding.rule];
    const stands = finding.answer !== 'pass';
    return {
      rule: finding.rule,
      answer: finding.answer,
      because: finding.because,
      inputs: finding.inputs,
      replayed: replays(finding, policy),
      settled: finding.settled,
      name,
      question,
      remedy: stands ? remedy : null,
      lifts: stands ? lifts : [],
      reasons: finding.because.flatMap((code) => words[code] ?? []),
      sources,
      citation: source,
    };
  });
}

/** What a case comes to as it stands, before any officer's word. */
export const outcomes = ['acceptable', 'to-settle', 'incomplete', 'suspended', 'refused'] as const;
export type Outcome = (typeof outcomes)[number];

/** The gravest of the answers. */
export function outcomeOf(findings: readonly Finding[]): Outcome {
  const open = new Set(openFindings({ findings: [...findings] }).map(({ answer }) => answer));
  if (open.has('refuse')) return 'refused';
  if (open.has('suspend')) return 'suspended';
  if (open.has('needs')) return 'incomplete';
  return open.has('confirm') ? 'to-settle' : 'acceptable';
}

/** What another policy set would change. */
export interface Simulation {
  readonly cases: number;
  readonly changed: number;
  /** How many cases go from one outcome to another: `refused > acceptable`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** How many findings of a rule go from one answer to another; `-` where a set does not ask it. */
  readonly rules: Readonly<Record<string, number>>;
}

/** Screens cases, each as on its own day, by the set in force and by another, and counts what differs; nothing is decided. */
export function simulate(policy: PolicySet, cases: Iterable<ScreeningCase>, inForce: PolicySet): Simulation {
  const byOutcome: Record<string, number> = {};
  const byRule: Record<string, number> = {};
  const count = (counts: Record<string, number>, key: string) => (counts[key] = (counts[key] ?? 0) + 1);
  let asked = 0;
  let changed = 0;
  for (const the of cases) {
    const [now, then] = [findingsOf(the, inForce), findingsOf(the, policy)];
    const [before, after] = [outcomeOf(now), outcomeOf(then)];
    asked += 1;
    if (before !== after) {
      changed += 1;
      count(byOutcome, `${before} > ${after}`);
    }
    for (const [rule, step] of differences(now, then)) count(byRule, `${rule}: ${step}`);
  }
  return { cases: asked, changed, outcomes: byOutcome, rules: byRule };
}

function differences(now: readonly Finding[], then: readonly Finding[]): [string, string][] {
  const answers = new Map<string, string>(then.map(({ rule, answer }) => [rule, answer]));
  const gone = now.flatMap(({ rule, answer }): [string, string][] => {
    const after = answers.get(rule) ?? '-';
    answers.delete(rule);
    return after === answer ? [] : [[rule, `${answer} > ${after}`]];
  });
  return [...gone, ...[...answers].map(([rule, answer]): [string, string] => [rule, `- > ${answer}`])];
}
