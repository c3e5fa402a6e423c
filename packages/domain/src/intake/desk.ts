import { type Change, changed } from '../change.js';
import { DomainError } from '../errors.js';
import type { PolicySet, RefundEnd, RuleId } from '../policy/policy.js';
import type { BureauCode, FeeReceiptNumber } from '../shared/ids.js';
import { nameOf, type Officer } from '../shared/officer.js';
import { type Application, type Refusal, stepApplication, worksThere } from './application.js';
import { type Fee, oweBack, refund } from './fee.js';
import type { ApplicationReason, Paper, RegistrationForm } from './form.js';
import { tell } from './notices.js';
import { refusalRules } from './refusals/index.js';
import { type Finding, isLifted, policyOf, type Screening } from './screening.js';

/** The form as it is filled in again, and what of the case may change with it. */
export interface FilledForm {
  readonly form: RegistrationForm;
  readonly reason?: ApplicationReason | undefined;
  readonly registrationBureau?: BureauCode | undefined;
}

/**
 * The clerk fills the form in again; what was screened is asked again. Photo, papers and fee belong to one person: with any of
 * them it stays the same; so does the reason once the fee for it was settled.
 */
export function fillForm(
  application: Application,
  { form, reason = application.reason, registrationBureau = application.registrationBureau }: FilledForm,
  officer: Officer,
  at: Date,
): Change<Application> {
  const state = stepApplication(application, 'fill-form', officer);
  const begun = application.papers.length > 0 || application.fee !== null;
  if (begun && form.citizenNumber !== application.form.citizenNumber) {
    throw new DomainError('PERSON_EXCHANGED', 'papers and fee are those of another person');
  }
  if (application.fee && reason !== application.reason) {
    throw new DomainError('FEE_ALREADY_SETTLED', 'the fee was settled for another reason');
  }
  return changed({
    ...application,
    state,
    form,
    reason,
    registrationBureau,
    signedAt: at.toISOString(),
    screening: null,
  });
}

/** A photo or paper is added; one of the same kind takes the earlier one's place. */
export function attach(application: Application, paper: Paper, officer: Officer): Change<Application> {
  const state = stepApplication(application, 'attach', officer);
  const papers = [...application.papers.filter(({ kind }) => kind !== paper.kind), paper];
  const { returned } = application;
  return changed(
    {
      ...application,
      state,
      papers,
      screening: state === 'draft' ? null : application.screening,
      returned: returned && { ...returned, fresh: [...returned.fresh, paper.sha256] },
    },
    { note: { paper: paper.kind, sha256: paper.sha256 } },
  );
}

/** Files the answers of the rules; the registry's county prevails over the clerk's. */
export function fileScreening(
  application: Application,
  screening: Screening,
  registrationBureau: BureauCode | undefined,
  officer: Officer,
): Change<Application> {
  const state = stepApplication(application, 'screen', officer);
  const found = screening.findings
    .filter(({ answer }) => answer !== 'pass')
    .map(({ rule, answer }) => `${rule}:${answer}`);
  return changed(
    { ...application, state, screening, registrationBureau: registrationBureau ?? application.registrationBureau },
    { note: { policy: screening.policy, found } },
  );
}

/** The screening, or the error that there was none. */
export const screeningOf = (application: Application): Screening => {
  if (!application.screening) throw new DomainError('NOT_SCREENED', 'the application has not been screened');
  return application.screening;
};

const findingOf = (application: Application, rule: RuleId): Finding => {
  const finding = screeningOf(application).findings.find((each) => each.rule === rule);
  if (!finding) throw new DomainError('FINDING_UNKNOWN', 'no such finding', { rule });
  return finding;
};

/** An officer says whether a finding that asks for it stands or does not apply, with grounds. */
export function settleFinding(
  application: Application,
  { rule, verdict, grounds }: { rule: RuleId; verdict: 'stands' | 'lifted'; grounds: string },
  officer: Officer,
): Change<Application> {
  const state = stepApplication(application, 'settle-finding', officer);
  const policy = policyOf(screeningOf(application));
  if (!verdictsOn(findingOf(application, rule), policy).includes(verdict)) {
    throw new DomainError('FINDING_NOT_CONFIRMABLE', 'this finding is not for an officer to settle', { rule });
  }
  const awaits = verdict === 'lifted' ? overrideOf(rule, policy)?.second : undefined;
  const settled = { verdict, grounds, by: nameOf(officer), ...(awaits ? { awaits } : {}) };
  return changed(
    { ...application, state, screening: withWord(application, rule, settled) },
    { note: { rule, verdict, ...(awaits ? { awaits } : {}) } },
  );
}

const overrideOf = (rule: RuleId, { overrides }: PolicySet) => overrides.find((each) => each.rule === rule);

/** What an officer may say of a finding: that it stands, that it is set aside, or nothing. */
export function verdictsOn({ rule, answer }: Finding, policy: PolicySet): readonly ('stands' | 'lifted')[] {
  const override = overrideOf(rule, policy);
  if (answer === 'confirm') return override ? ['stands', 'lifted'] : ['stands'];
  return answer === 'refuse' && override?.second ? ['stands', 'lifted'] : [];
}

/** Whether a finding is ground for a refusal: it refuses, it suspends, or an officer confirms what it says. */
export function refuses(finding: Finding): boolean {
  const { rule, answer, settled } = finding;
  const confirmed = answer === 'confirm' && refusalRules[rule].confirmed === 'refusal' && settled?.verdict !== 'lifted';
  return (answer === 'refuse' || answer === 'suspend' || confirmed) && !isLifted(finding);
}

/** Whether a finding is ground for a suspension. */
export function suspends(finding: Finding): boolean {
  const { rule, answer } = finding;
  return (
    answer === 'suspend' ||
    (answer === 'confirm' && refusalRules[rule].confirmed === 'suspension' && !isLifted(finding))
  );
}

/** Another officer signs what the first one set aside, where the policy asks for two. */
export function countersign(
  application: Application,
  { rule }: { rule: RuleId },
  officer: Officer,
): Change<Application> {
  const state = stepApplication(application, 'countersign', officer);
  const { settled } = findingOf(application, rule);
  if (!settled?.awaits || settled.second || !officer.roles.includes(settled.awaits)) {
    throw new DomainError('NOTHING_TO_COUNTERSIGN', 'this finding awaits no signature of this officer', { rule });
  }
  if (settled.by.id === officer.id) {
    throw new DomainError('SAME_OFFICER', 'who sets a finding aside does not sign for the second', {
      act: 'countersign',
    });
  }
  const signed = { ...settled, second: nameOf(officer) };
  return changed({ ...application, state, screening: withWord(application, rule, signed) }, { note: { rule } });
}

function withWord(application: Application, rule: RuleId, settled: NonNullable<Finding['settled']>): Screening {
  const screening = screeningOf(application);
  return {
    ...screening,
    findings: screening.findings.map((finding) => (finding.rule === rule ? { ...finding, settled } : finding)),
  };
}

/** 不予受理: refuses on a finding; a finding that waited for confirmation is confirmed by this officer. Never without a finding. */
export function refuseAtDesk(
  application: Application,
  { rule, words }: { rule: RuleId; words: string },
  officer: Officer,
  at: Date,
): Change<Application> {
  const state = stepApplication(application, 'refuse', officer);
  const finding = findingOf(application, rule);
  const { answer, because } = finding;
  if (!refuses(finding))
    throw new DomainError('FINDING_DOES_NOT_REFUSE', 'this finding is no ground for a refusal', { rule });
  const screening =
    answer === 'confirm'
      ? withWord(application, rule, { verdict: 'stands', grounds: words, by: nameOf(officer) })
      : application.screening;
  const refusal: Refusal = { by: 'desk', rule, because, words, at: at.toISOString(), officer: nameOf(officer) };
  return changed(
    { ...application, state, screening, refusal, fee: refundDue(application, 'refused-here') },
    { note: { rule, because }, notices: [tell(application, { kind: 'refused-here', rule })] },
  );
}

/** Money taken for a card that will not be made goes back, at the ends that the policy names. */
export function refundDue({ fee, screening }: Application, end: RefundEnd): Fee | null {
  if (fee?.state !== 'paid') return fee;
  const due = screening === null || policyOf(screening).refundOn.includes(end);
  return due ? oweBack(fee) : fee;
}

/** 退费: money owed back is given at the counter of its point, once, against a receipt of its own; the application stays as it is. */
export function giveFeeBack(
  application: Application,
  receiptNumber: FeeReceiptNumber,
  officer: Officer,
): Change<Application> {
  const { fee, point, state } = application;
  if (!fee) throw new DomainError('STEP_NOT_ALLOWED', 'no fee was taken', { act: 'refund', state });
  const refunded = { ...refund(fee, officer), refundReceipt: receiptNumber };
  if (!worksThere(application, officer)) {
    throw new DomainError('WRONG_POINT', 'the application is handled at another point', { point });
  }
  return changed({ ...application, fee: refunded }, { note: { amountFen: fee.amountFen, receiptNumber } });
}

/** 暂不受理: identity cannot be confirmed for now; more evidence lifts it. */
export function suspend(
  application: Application,
  { rule, words }: { rule: RuleId; words: string },
  officer: Officer,
  at: Date,
): Change<Application> {
  const state = stepApplication(application, 'suspend', officer);
  if (!suspends(findingOf(application, rule))) {
    throw new DomainError('FINDING_DOES_NOT_SUSPEND', 'this finding does not suspend', { rule });
  }
  const suspension = { rule, words, at: at.toISOString(), by: nameOf(officer) };
  return changed(
    { ...application, state, suspension },
    { note: { rule }, notices: [tell(application, { kind: 'suspended' })] },
  );
}

/** The applicant is back with more evidence: the form is open again. */
export function resume(application: Application, officer: Officer): Change<Application> {
  return changed({
    ...application,
    state: stepApplication(application, 'resume', officer),
    suspension: null,
    screening: null,
  });
}

/** A case that never was accepted is closed; money taken goes back. */
export function discard(application: Application, officer: Officer): Change<Application> {
  return changed({
    ...application,
    state: stepApplication(application, 'discard', officer),
    fee: refundDue(application, 'void'),
  });
}
