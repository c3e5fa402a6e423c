import { useQueryClient } from '@tanstack/react-query';
import type { ApplicationView } from '@yidi/contracts';
import { useState } from 'react';
import { actOn, applicationQuery } from '../api/intake.js';
import { useToday } from '../app/officer.js';
import { Overtaken, useTypedFields, useTypedPage } from '../typed/typed.js';
import { ActButton, Button, Flex } from '../ui/index.js';
import { useTranslation } from 'react-i18next';
import { type Fields, fieldsOf, formOf, isForm, startOf } from './fields.js';
import { FaultSummary, FormPage, useFaults } from './form-pages.js';

/** What is typed over the form begins so. */
const overForm = 'form.';

/** Whether something is typed over the form and not saved yet. */
export const isTyped = (texts: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(texts).some((name) => name.startsWith(overForm));

/** The form of an application that was opened, to be put right before acceptance. */
export function FormEdit({
  step,
  the,
  onChanged,
}: {
  readonly step: 'person' | 'form';
  readonly the: ApplicationView;
  readonly onChanged: (next: ApplicationView, form: ApplicationView['form']) => void;
}) {
  const { t } = useTranslation('acceptance');
  const queries = useQueryClient();
  const today = useToday();
  const before: Fields = isForm(the.form) ? fieldsOf(the.form, the.reason, the.registrationBureau) : {};
  const { texts, drop } = useTypedPage();
  const { fields, overtaken, change } = useTypedFields(overForm, before);
  const { shown, leave, check } = useFaults(fields);
  const [asked, setAsked] = useState(0);
  const save = async (key: string): Promise<ApplicationView | undefined> => {
    if (check('form')) return actOn(the, 'fill-form', startOf(fields, today), key);
    setAsked(asked + 1);
    return undefined;
  };
  const saved = (next: ApplicationView | undefined): void => {
    if (!next) return;
    const form = formOf(fields, today);
    drop(overForm);
    onChanged(next, isForm(form) ? form : the.form);
    void queries.invalidateQueries({ queryKey: applicationQuery(the.id, 'handling').queryKey });
  };
  return (
    <>
      <FaultSummary faults={shown} asked={asked} />
      <Overtaken texts={overtaken} />
      <FormPage step={step} fields={fields} faults={shown} onChange={change} onLeave={leave} />
      {isTyped(texts) && (
        <Flex gap={12} wrap align="end">
          <ActButton type="primary" size="large" act={save} onDone={saved}>
            {t('changeForm')}
          </ActButton>
          <Button size="large" onClick={() => drop(overForm)}>
            {t('leaveForm')}
          </Button>
        </Flex>
      )}
    </>
  );
}
