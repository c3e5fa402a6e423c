import { z } from 'zod';
import type { PolicySet, RuleId } from '../policy/policy.js';
import { citation, type Source } from '../policy/law.js';
import type { Day } from '../shared/calendar.js';
import { PlainText } from '../shared/plain-text.js';
import type { Words } from '../words/index.js';
import type { ApplicationReason, PaperKind, RegistrationForm } from './form.js';
import type { CreditAnswer, RegistryAnswer } from './registry.js';
import type { BureauCode } from '../shared/ids.js';

export const findingAnswers = ['pass', 'refuse', 'suspend', 'needs', 'warn', 'confirm', 'unverified'] as const;
export type FindingAnswer = (typeof findingAnswers)[number];

/** All that the rules may look at. */
export interface ScreeningCase {
  readonly reason: ApplicationReason;
  readonly form: RegistrationForm;
  readonly papers: readonly PaperKind[];
  readonly bureau: BureauCode;
  readonly registry: RegistryAnswer;
  readonly credit: CreditAnswer;
  readonly today: Day;
}

/** A rule's own answer, before it is filed under the rule's id. */
export interface RuleAnswer {
  answer: FindingAnswer;
  because?: readonly string[];
}

const Input = z.union([PlainText(0, 120), z.number(), z.boolean(), z.null(), z.array(PlainText(0, 120)).max(100)]);
/** What a rule looked at: codes, ids, days of cards and yes or no, never the person; the answer follows from it and the policy alone. */
export const Inputs = z.record(z.string().max(40), Input);
export type Inputs = z.infer<typeof Inputs>;

interface Definition<Seen extends Inputs> {
  readonly id: RuleId;
  readonly name: Words;
  readonly question: Words;
  /** What the applicant can do when it stands in the way. */
  readonly remedy: Words;
  /** The rule's own reasons; ids, items and papers among the reasons have their words elsewhere. */
  readonly because?: Readonly<Record<string, Words>>;
  /** Papers that would lift it. */
  readonly lifts?: readonly PaperKind[];
  /** What an officer's confirmation leads to. */
  readonly confirmed?: 'refusal' | 'suspension';
  readonly sources: readonly Source[];
  readonly inputs: z.ZodType<Seen>;
  look(the: ScreeningCase, policy: PolicySet): Seen;
  answer(seen: Seen, policy: PolicySet): RuleAnswer;
}

/** A rule: its question, its inputs, its answer, its legal source and its words. */
export interface RefusalRule {
  readonly id: RuleId;
  readonly name: Words;
  readonly question: Words;
  readonly remedy: Words;
  readonly because: Readonly<Record<string, Words>>;
  readonly lifts: readonly PaperKind[];
  readonly confirmed: 'refusal' | 'suspension';
  readonly sources: readonly Source[];
  /** The sources as printed. */
  readonly source: string;
  /** Looks at a case and answers, with what was looked at. */
  screen(the: ScreeningCase, policy: PolicySet): RuleAnswer & { inputs: Inputs };
  /** The answer from what was looked at once; undefined where that is not what this rule looks at. */
  replay(inputs: Inputs, policy: PolicySet): RuleAnswer | undefined;
}

/** One rule out of its parts. */
export function defineRule<Seen extends Inputs>(rule: Definition<Seen>): RefusalRule {
  const { id, name, question, remedy, sources, because = {}, lifts = [], confirmed = 'refusal' } = rule;
  return {
    id,
    name,
    question,
    remedy,
    because,
    lifts,
    confirmed,
    sources,
    source: citation(sources),
    screen(the, policy) {
      const inputs = rule.look(the, policy);
      return { ...rule.answer(inputs, policy), inputs };
    },
    replay(inputs, policy) {
      const seen = rule.inputs.safeParse(inputs);
      return seen.success ? rule.answer(seen.data, policy) : undefined;
    },
  };
}

/** The answer of a rule that the population registry has to tell and did not. */
export const unverified: RuleAnswer = { answer: 'unverified' };
/** Nothing stands in the way. */
export const pass: RuleAnswer = { answer: 'pass' };

/** The registered person, or null while the registry does not tell. */
export const personOf = ({ registry }: ScreeningCase) => (registry.answer === 'found' ? registry.person : null);

/** "Apply where you are registered." */
export const atHome: Words = {
  zh: '请到常住户口所在地公安机关办理',
  en: 'Please apply at the public security organ of your place of registration',
};
