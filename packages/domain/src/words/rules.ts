import { refusalRules } from '../intake/refusals/index.js';
import { RuleId } from '../policy/policy.js';
import type { Words } from './index.js';

/** A rule's name, its question, what the applicant can do when it stands in the way, and its own reasons in words. */
export interface RuleWords {
  readonly name: Words;
  readonly question: Words;
  readonly remedy: Words;
  readonly because: Readonly<Record<string, Words>>;
}

/** The words of every rule stand in the rule itself. */
export const ruleWords: Readonly<Record<RuleId, RuleWords>> = refusalRules;

/** What a rule asks; of one that only another bureau knows, its id. */
export function questionOfRule(rule: string): Words {
  const known = RuleId.safeParse(rule);
  return known.success ? ruleWords[known.data].question : { zh: rule, en: rule };
}
