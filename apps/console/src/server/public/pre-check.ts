import {
  addMonths,
  type ApplicationReason,
  applicationReasons,
  type Day,
  type PaperKind,
  type PolicySet,
  refusalRules,
  type RuleId,
} from '@yidi/domain';

const yesNo = ['no', 'yes'] as const;

/** At most six questions, and their answers; nothing in them says who asks. */
export const questions = {
  why: applicationReasons,
  where: ['other-province', 'same-province', 'here'],
  runsOut: ['expired', 'soon', 'later', 'long-term'],
  changed: yesNo,
  age: ['adult', 'child', 'small-child'],
  soldier: yesNo,
} as const;
export type Question = keyof typeof questions;
export type Answers = { readonly [Q in Question]: (typeof questions)[Q][number] };
export type Given = { readonly [Q in Question]?: Answers[Q] };

/** The answers out of an address's query; anything else is as if not answered. */
export function answersIn(query: Readonly<Record<string, unknown>>): Given {
  const given = Object.entries(questions).flatMap(([question, answers]) => {
    const answer = query[question];
    return (answers as readonly unknown[]).includes(answer) ? [[question, answer]] : [];
  });
  return Object.fromEntries(given) as Given;
}

/** The questions still open; when a card runs out matters to a renewal on expiry alone. */
export function openQuestions(given: Given): Question[] {
  return (Object.keys(questions) as Question[]).filter(
    (question) => given[question] === undefined && (question !== 'runsOut' || given.why === 'expiry'),
  );
}

/** What the rules of a policy say to somebody who has told no more than that. */
export interface PreCheck {
  /** Rules that stand in the way; none means that it can be done here. */
  readonly stands: readonly RuleId[];
  readonly papers: readonly (readonly PaperKind[])[];
  /** Any one of these proves that one lives here. */
  readonly proofs: PolicySet['residenceProofs'];
  readonly guardian: boolean;
  readonly feeFen: number;
  readonly mayBeExempt: boolean;
  readonly days: number;
  /** Rules that only the desk can look at. */
  readonly atDesk: readonly RuleId[];
}

/** Asks the policy's own rules, each with what the answers tell of its inputs. */
export function preCheck(
  given: Given & { why: ApplicationReason },
  policy: PolicySet,
  the: { bureau: string; today: Day },
): PreCheck {
  const { why } = given;
  const told: Partial<Record<RuleId, Record<string, string | boolean | null>>> = {
    'off-site': {
      residence: the.bureau,
      registration: registeredIn(given.where, the.bureau),
      reason: why,
      script: 'han',
      today: the.today,
    },
    'serving-soldier': { onService: given.soldier === 'yes' },
    'first-time': { declared: why === 'first-issue', card: why !== 'first-issue' },
    'renewal-window': { expiry: why === 'expiry', until: until(given.runsOut, policy, the.today), today: the.today },
  };
  const asked = policy.rules.filter((rule) => {
    const inputs = told[rule];
    return inputs && refusalRules[rule].replay(inputs, policy)?.answer === 'refuse';
  });
  const itemChanged = (given.changed === 'yes' || why === 'item-change') && policy.rules.includes('item-changed');
  const minor = given.age === 'child' || given.age === 'small-child';
  return {
    stands: itemChanged ? [...asked, 'item-changed'] : asked,
    papers: [...policy.papers[why], ...(minor ? policy.minors.papers : [])],
    proofs: policy.residenceProofs,
    guardian: minor,
    feeFen: policy.feesFen[why],
    mayBeExempt: policy.exemptionFor.includes(why),
    days: policy.deadlinesDays.whole,
    atDesk: (['appearance', 'integrity', 'credit', 'loss-report'] as const).filter(
      (rule) => policy.rules.includes(rule) && (rule !== 'loss-report' || why === 'loss'),
    ),
  };
}

/** A division that is registered where the answer says, as far as rules look at it. */
function registeredIn(where: Given['where'], bureau: string): string {
  if (where === 'here') return bureau;
  const province = bureau.slice(0, 2);
  const elsewhere = province === '00' ? '01' : '00';
  return where === 'same-province' ? `${province}${bureau.slice(2) === '0000' ? '0001' : '0000'}` : `${elsewhere}0000`;
}

/** A last day of a card that fits the answer. */
function until(runsOut: Given['runsOut'], policy: PolicySet, today: Day): string {
  if (runsOut === 'long-term') return 'long-term';
  return runsOut === 'later' ? addMonths(today, policy.renewalWindowMonths + 1) : today;
}
