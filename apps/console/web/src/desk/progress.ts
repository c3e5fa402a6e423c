import type { ApplicationView } from '@yidi/contracts';
import {
  ageOn,
  type Day,
  missingPapers,
  openFindings,
  type PaperKind,
  policyOf,
  policyOn,
  type PolicySet,
} from '@yidi/domain';
import { isForm } from './fields.js';
import type { StepName, StepStatus } from './task-list.js';

/** The family of rules by which the bureau decides, and the day. */
export interface RulesNow {
  readonly family: string;
  readonly today: string;
}

/** The rules by which this case was screened, or would be now. */
export const policyFor = ({ screening }: ApplicationView, { family, today }: RulesNow): PolicySet =>
  screening ? policyOf(screening) : policyOn(family, today as Day);

/** Papers that this case needs; of each group one. */
export function neededPapers(the: ApplicationView, now: RulesNow): PaperKind[][] {
  const policy = policyFor(the, now);
  return missingPapers(policy, { reason: the.reason, ...ageIn(the, policy, now.today) }, []);
}

function ageIn({ form }: ApplicationView, { leapBirthday }: PolicySet, today: string): { age: number } | object {
  return isForm(form) ? { age: ageOn(form.bornOn, today as Day, leapBirthday) } : {};
}

/** How every step of an acceptance stands. */
export function progressOf(the: ApplicationView, now: RulesNow): Readonly<Record<StepName, StepStatus>> {
  const there = the.papers.map(({ kind }) => kind);
  const policy = policyFor(the, now);
  const missing = missingPapers(policy, { reason: the.reason, ...ageIn(the, policy, now.today) }, there);
  const open = the.screening ? openFindings(the.screening).length : 0;
  const screened = the.screening !== null;
  return {
    person: 'done',
    form: 'done',
    papers: missing.length === 0 ? 'done' : 'attention',
    screening: !screened ? 'todo' : open > 0 ? 'attention' : 'done',
    fee: the.fee ? 'done' : screened ? 'todo' : 'later',
    check: screened && open === 0 && the.fee ? 'todo' : 'later',
  };
}

/** The first step that is not done. */
export function nextStep(progress: Readonly<Record<StepName, StepStatus>>): StepName {
  const order: readonly StepName[] = ['papers', 'screening', 'fee', 'check'];
  return order.find((step) => progress[step] !== 'done') ?? 'check';
}
