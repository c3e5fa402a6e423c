import { useQueryClient } from '@tanstack/react-query';
import type { ApplicationView } from '@yidi/contracts';
import { useState } from 'react';
import { actOn, applicationQuery } from '../api/intake.js';
import { useToday } from '../app/officer.js';
import { ActButton } from '../ui/index.js';
import { useTranslation } from 'react-i18next';
import { type Fields, fieldsOf, formOf, isForm } from './fields.js';
import { FaultSummary, FormPage, useFaults } from './form-pages.js';

/** The form of an application that was opened, to be put right before acceptance. */
export function FormEdit({
  step,
  the,
  onChanged,
}: {
  readonly step: 'person' | 'form';
  readonly the: ApplicationView;
  readonly onChanged: (next: ApplicationView) => void;
}) {
  const { t } = useTranslation('acceptance');
  const queries = useQueryClient();
  const today = useToday();
  const before: Fields = isForm(the.form) ? fieldsOf(the.form, the.reason, the.registrationBureau) : {};
  const [fields, setFields] = useState(before);
  const { shown, leave, check } = useFaults(fields);
  const [asked, setAsked] = useState(0);
  const save = async (key: string): Promise<ApplicationView | undefined> => {
    if (check('form')) return actOn(the, 'fill-form', { form: formOf(fields, today) }, key);
    setAsked(asked + 1);
    return undefined;
  };
  const saved = (next: ApplicationView | undefined): void => {
    if (!next) return;
    onChanged(next);
    void queries.invalidateQueries({ queryKey: applicationQuery(the.id, 'handling').queryKey });
  };
  return (
    <>
      <FaultSummary faults={shown} asked={asked} />
      <FormPage
        step={step}
        fields={fields}
        faults={shown}
        onChange={(name, value) => setFields((now) => ({ ...now, [name]: value }))}
        onLeave={leave}
      />
      {fields !== before && (
        <ActButton type="primary" act={save} onDone={saved} kept={[]}>
          {t('changeForm')}
        </ActButton>
      )}
    </>
  );
}
