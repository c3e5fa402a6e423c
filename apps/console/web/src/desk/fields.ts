import { FormInput } from '@yidi/contracts';
import {
  ageOn,
  type ApplicationReason,
  bornOn,
  type Day,
  type FaultName,
  faultWords,
  parseCitizenNumber,
  type RegistrationForm,
  sexOf,
} from '@yidi/domain';
import { StartApplication } from '@yidi/contracts';
import type { z } from 'zod';

/** What stands in the inputs, as it was typed. */
export type Fields = Readonly<Record<string, string>>;

/** What is wrong, by the name of the input. */
export type Faults = Readonly<Record<string, FaultName>>;

/** How a form begins. */
export const emptyFields: Fields = {
  reason: 'expiry',
  ethnicity: '01',
  'right.finger': 'right-thumb',
  'left.finger': 'left-thumb',
  fingerprintComparison: 'not-compared',
  appearanceChanged: 'no',
};

/** What was found out about one person's fingers, face and guardian: it is not another's. */
export const personalFields = [
  ...(['right', 'left'] as const).flatMap((hand) => [`${hand}.outcome`, `${hand}.finger`, `${hand}.cause`]),
  'fingerprintComparison',
  'appearanceChanged',
  'guardian.name',
  'guardian.citizenNumber',
  'guardian.relation',
];

/** Inputs of the first step; the rest is of the second. */
export const personFields = ['reason', 'citizenNumber', 'name', 'ethnicity', 'registrationBureau'] as const;

const minorBelow = 16;

/** What the citizen number says, once it is right. */
export function readNumber(text: string, today: string) {
  const parsed = parseCitizenNumber(text);
  if (!parsed.ok) return undefined;
  const born = bornOn(parsed.value);
  const age = ageOn(born as Day, today as Day);
  return { number: parsed.value, born, sex: sexOf(parsed.value), age, minor: age < minorBelow };
}

/** The request that opens an application, as far as it is typed. */
export function startOf(fields: Fields, today: string): unknown {
  return { reason: fields['reason'], registrationBureau: fields['registrationBureau'], form: formOf(fields, today) };
}

/** The form, as far as it is typed: what is not given is left out, so that the schema says so. */
export function formOf(fields: Fields, today: string): unknown {
  const seen = readNumber(fields['citizenNumber'] ?? '', today);
  const given = (name: string): string | undefined => fields[name]?.trim() || undefined;
  return {
    citizenNumber: given('citizenNumber'),
    name: given('name'),
    sex: seen?.sex,
    bornOn: seen?.born,
    ethnicity: given('ethnicity'),
    registeredAddress: given('registeredAddress'),
    residenceAddress: given('residenceAddress'),
    residenceProof: given('residenceProof'),
    phone: given('phone'),
    fingerprints: [hand(fields, 'right'), hand(fields, 'left')],
    appearanceChanged: fields['appearanceChanged'] === 'yes',
    fingerprintComparison: given('fingerprintComparison'),
    ...(seen?.minor && {
      guardian: {
        name: given('guardian.name'),
        citizenNumber: given('guardian.citizenNumber'),
        relation: given('guardian.relation'),
      },
      signedBy: 'guardian',
    }),
  };
}

/** Whether a finger goes with this outcome of a hand, or the cause why there is none. */
export const hasFinger = (outcome = ''): boolean => outcome === '' || outcome === 'registered';

function hand(fields: Fields, side: 'right' | 'left') {
  const registered = hasFinger(fields[`${side}.outcome`]);
  return {
    hand: side,
    outcome: fields[`${side}.outcome`] || undefined,
    ...(registered ? { finger: fields[`${side}.finger`] } : { cause: fields[`${side}.cause`] || undefined }),
  };
}

/** A form that was saved, back in its inputs. */
export function fieldsOf(form: RegistrationForm, reason: ApplicationReason, registrationBureau: string): Fields {
  const { guardian, fingerprints, appearanceChanged } = form;
  const hands = fingerprints.flatMap(({ hand: side, outcome, finger, cause }): [string, string][] => [
    [`${side}.outcome`, outcome],
    [`${side}.finger`, finger ?? ''],
    [`${side}.cause`, cause ?? ''],
  ]);
  return {
    ...emptyFields,
    ...Object.fromEntries(hands),
    reason,
    registrationBureau,
    citizenNumber: form.citizenNumber,
    name: form.name,
    ethnicity: form.ethnicity,
    registeredAddress: form.registeredAddress,
    residenceAddress: form.residenceAddress,
    residenceProof: form.residenceProof,
    phone: form.phone,
    fingerprintComparison: form.fingerprintComparison,
    appearanceChanged: appearanceChanged ? 'yes' : 'no',
    ...(guardian && {
      'guardian.name': guardian.name,
      'guardian.citizenNumber': guardian.citizenNumber,
      'guardian.relation': guardian.relation,
    }),
  };
}

/** Everything that is wrong with what is typed; empty when it can be sent. */
export function faultsOf(fields: Fields, today: string): Faults {
  const parsed = StartApplication.safeParse(startOf(fields, today));
  if (parsed.success) return {};
  const faults: Record<string, FaultName> = {};
  for (const issue of parsed.error.issues) {
    const name = inputOf(issue.path.join('.'));
    faults[name] ??= faultOf(issue);
  }
  // The county follows from the number: without a right one it is not asked for.
  if (faults['citizenNumber']) delete faults['registrationBureau'];
  return Object.fromEntries(Object.entries(faults).toSorted(([one], [other]) => placeOf(one) - placeOf(other)));
}

/** Where an input stands on the page: those of the person first, in their order. */
function placeOf(name: string): number {
  const place = (personFields as readonly string[]).indexOf(name);
  return place < 0 ? personFields.length : place;
}

/** What is wrong with a saved form alone. */
export const isForm = (form: unknown): form is RegistrationForm => FormInput.safeParse(form).success;

/** Input on the page for a path of the request: what follows from the number is put right there. */
export function inputOf(path: string): string {
  const name = path.replace(/^form\./, '');
  if (name === 'sex' || name === 'bornOn') return 'citizenNumber';
  return name.replace(/^fingerprints\.0\./, 'right.').replace(/^fingerprints\.1\./, 'left.');
}

/** Id of an input on the page. */
export const idOf = (name: string): string => `field-${name.replaceAll('.', '-')}`;

function faultOf(issue: z.core.$ZodIssue): FaultName {
  const { message } = issue;
  if (message in faultWords) return message as FaultName;
  if (issue.code === 'invalid_type' || issue.code === 'invalid_value') return 'MISSING';
  if (issue.code === 'too_big') return 'TOO_LONG';
  if (issue.code === 'too_small') return 'TOO_SHORT';
  return 'WRONG_FORMAT';
}
