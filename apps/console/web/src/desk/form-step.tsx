import {
  fingerprintCauses,
  fingerprintWords,
  fingerWords,
  itemWords,
  residenceProofs,
  residenceProofWords,
} from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { useToday } from '../app/officer.js';
import { useSay } from '../i18n/words.js';
import { ChoiceField, SelectField, TextField, TickField } from './field.js';
import { CompareFinger, ReadCard, TakeFinger } from './devices.js';
import { hasFinger, readNumber } from './fields.js';
import type { StepProps } from './person-step.js';

const outcomes = ['registered', 'failed', 'not-registered'] as const;

/** The rest of 异地受理登记表: addresses, telephone, fingers, for a minor the guardian. */
export function FormStep(step: StepProps) {
  const { t } = useTranslation('acceptance');
  const say = useSay();
  const today = useToday();
  const { fields } = step;
  const of = fieldOf(step);
  const person = readNumber(fields['citizenNumber'] ?? '', today);
  return (
    <>
      <TextField
        {...of('registeredAddress')}
        label={say(itemWords.registeredAddress)}
        hint={t('registeredAddressHint')}
      />
      <TextField {...of('residenceAddress')} label={say(itemWords.residenceAddress)} />
      <div className="field-row">
        <SelectField
          {...of('residenceProof')}
          label={t('residenceProof')}
          options={residenceProofs.map((proof) => [proof, say(residenceProofWords[proof])])}
        />
        <TextField {...of('phone')} label={say(itemWords.phone)} hint={t('phoneHint')} numeric />
      </div>
      <fieldset>
        <legend>{t('fingers')}</legend>
        <Hand {...step} side="right" />
        <Hand {...step} side="left" />
        {person && (
          <CompareFinger
            citizenNumber={person.number}
            onCompared={(result) => step.onChange('fingerprintComparison', result)}
          />
        )}
        <ChoiceField
          {...of('fingerprintComparison')}
          label={t('compared')}
          options={(['match', 'no-match', 'not-compared'] as const).map((result) => [
            result,
            t(`comparedAs.${result}`),
          ])}
        />
        <TickField {...of('appearanceChanged')} label={t('appearance')} />
      </fieldset>
      {person?.minor && <Guardian {...step} />}
    </>
  );
}

/** What became of one hand's fingers. */
export function Hand({ side, ...step }: StepProps & { readonly side: 'right' | 'left' }) {
  const { t } = useTranslation('acceptance');
  const say = useSay();
  const of = fieldOf(step);
  const offered = [`${side}-thumb`, `${side}-index`] as const;
  const finger = offered.find((one) => one === step.fields[`${side}.finger`]) ?? offered[0];
  const registered = hasFinger(step.fields[`${side}.outcome`]);
  return (
    <div className="field-row">
      <SelectField
        {...of(`${side}.outcome`)}
        label={`${t(side)} · ${t('outcome')}`}
        options={outcomes.map((outcome) => [outcome, say(fingerprintWords[outcome])])}
      />
      {registered ? (
        <SelectField
          {...of(`${side}.finger`)}
          label={`${t(side)} · ${t('finger')}`}
          options={offered.map((one) => [one, say(fingerWords[one])])}
        />
      ) : (
        <SelectField
          {...of(`${side}.cause`)}
          label={`${t(side)} · ${t('cause')}`}
          options={fingerprintCauses.map((cause) => [cause, say(fingerprintWords[cause])])}
        />
      )}
      {registered && (
        <TakeFinger
          finger={finger}
          onTaken={() => {
            step.onChange(`${side}.outcome`, 'registered');
            step.onChange(`${side}.finger`, finger);
          }}
        />
      )}
    </div>
  );
}

/** Who comes along with a minor. */
export function Guardian(step: StepProps) {
  const { t } = useTranslation('acceptance');
  const of = fieldOf(step);
  return (
    <fieldset>
      <legend>{t('guardian')}</legend>
      <ReadCard
        onRead={({ name, citizenNumber }) => {
          step.onChange('guardian.name', name);
          step.onChange('guardian.citizenNumber', citizenNumber);
        }}
      />
      <div className="field-row">
        <TextField {...of('guardian.name')} label={t('guardianName')} />
        <TextField {...of('guardian.citizenNumber')} label={t('guardianNumber')} numeric />
      </div>
      <ChoiceField
        {...of('guardian.relation')}
        label={t('guardianRelation')}
        options={(['parent', 'other-guardian'] as const).map((relation) => [relation, t(`relations.${relation}`)])}
      />
    </fieldset>
  );
}

const fieldOf =
  ({ fields, faults, onChange, onLeave }: StepProps) =>
  (name: string) => ({
    name,
    value: fields[name] ?? '',
    fault: faults[name],
    onChange: (value: string) => onChange(name, value),
    onBlur: () => onLeave(name),
  });
