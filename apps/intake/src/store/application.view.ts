import type { z } from 'zod';
import type { ApplicationListed, ApplicationView } from '@yidi/contracts';
import {
  type Application,
  applicationActs,
  availableActs,
  feeSteps,
  maskCitizenNumber,
  maskPersonName,
  maskPhone,
  type Officer,
  type RegistrationForm,
  worksThere,
} from '@yidi/domain';
import { dueOnOf, warnedOf } from './application.writer.js';
import type { ApplicationRow, Held } from './case-file.js';

/** The person with what would identify them covered. */
const masked = ({ name, citizenNumber, phone }: RegistrationForm) => ({
  name: maskPersonName(name),
  citizenNumber: maskCitizenNumber(citizenNumber),
  phone: maskPhone(phone),
});

const unreadable = { name: '—', citizenNumber: '—', phone: '—' };

/** A row of the desk's list; its form, unless that cannot be opened. */
export function listed(row: ApplicationRow, form: RegistrationForm | undefined): z.infer<typeof ApplicationListed> {
  return {
    id: row.id,
    state: row.state,
    revision: row.revision,
    reason: row.reason,
    point: row.point,
    registrationBureau: row.registration_bureau,
    acceptanceNumber: row.acceptance_number,
    person: form ? masked(form) : unreadable,
    startedAt: row.started_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    dueOn: row.due_on,
    warned: row.warned,
    arrivedOn: row.arrived_on,
  };
}

/** An application as its desk sees it: masked, or clear where a purpose was given. */
export function viewOf(
  { application, startedAt, changedAt }: Pick<Held, 'application' | 'startedAt' | 'changedAt'>,
  officer: Officer,
  clear = false,
): ApplicationView {
  const { form, returned, collection } = application;
  const { name, citizenNumber, phone } = form;
  return {
    id: application.id,
    state: application.state,
    revision: application.revision,
    reason: application.reason,
    point: application.point,
    registrationBureau: application.registrationBureau,
    acceptanceNumber: application.acceptance?.number ?? null,
    person: clear ? { name, citizenNumber, phone } : masked(form),
    startedAt: startedAt.toISOString(),
    changedAt: changedAt.toISOString(),
    dueOn: dueOnOf(application),
    warned: warnedOf(application),
    form: clear ? form : null,
    papers: [...application.papers],
    screening: application.screening,
    fee: application.fee,
    clocks: [...application.clocks],
    returned: returned && { items: returned.items, contact: returned.contact, answerBy: returned.answerBy },
    refusal: refusalOf(application),
    card: application.card,
    exceptions: application.exceptions.map(({ of, by, at }) => ({ of, by, at })),
    collectedAt: collection?.at ?? null,
    availableActs: [...applicationActs(application, officer), ...feeActs(application, officer)],
  };
}

/** What may be done about the fee: money owed back is given where the case is handled. */
const feeActs = (application: Application, officer: Officer) =>
  application.fee && worksThere(application, officer) ? availableActs(feeSteps, application.fee.state, officer) : [];

function refusalOf({ refusal }: Application): ApplicationView['refusal'] {
  if (!refusal) return null;
  const { words, at } = refusal;
  return refusal.by === 'desk'
    ? { by: 'desk', code: refusal.rule, words, contact: null, at }
    : { by: 'county', code: refusal.code, words, contact: refusal.contact, at };
}
