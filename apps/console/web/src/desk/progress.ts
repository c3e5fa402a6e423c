import type { ApplicationView } from '@yidi/contracts';
import {
  ageOn,
  missingPapers,
  openFindings,
  policyOf,
  policyOn,
  type Day,
  type PaperKind,
  type PolicySet,
} from '@yidi/domain';
import { isForm } from './fields.js';
import type { StepName, StepStatus } from './task-list.js';

/** The family by which desks decide where nothing else is configured. */
const usualFamily = 'SEED';

/** The rules by which this case was screened, or would be today. */
export const policyFor = ({ screening }: ApplicationView, today: string): PolicySet =>
  screening ? policyOf(screening) : policyOn(usualFamily, today as Day);

/** Papers that this case needs; of each group one. */
export function neededPapers(the: ApplicationView, today: string): PaperKind[][] {
  return missingPapers(policyFor(the, today), { reason: the.reason, ...ageIn(the, today) }, []);
}

function ageIn({ form }: ApplicationView, today: string): { age: number } | object {
  return isForm(form) ? { age: ageOn(form.bornOn, today as Day) } : {};
}

/** How every step of an acceptance stands. */
export function progressOf(the: ApplicationView, today: string): Readonly<Record<StepName, StepStatus>> {
  const there = the.papers.map(({ kind }) => kind);
  const missing = missingPapers(policyFor(the, today), { reason: the.reason, ...ageIn(the, today) }, there);
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
