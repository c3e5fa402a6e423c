import { useQueryClient } from '@tanstack/react-query';
import type { ApplicationView } from '@yidi/contracts';
import { useEffect, useState } from 'react';
import { actOn, applicationQuery } from '../api/intake.js';
import { useToday } from '../app/officer.js';
import { ActButton } from '../ui/index.js';
import { useTranslation } from 'react-i18next';
import { type Fields, fieldsOf, isForm, startOf } from './fields.js';
import { FaultSummary, FormPage, useFaults } from './form-pages.js';

/** The form of an application that was opened, to be put right before acceptance. */
export function FormEdit({
  step,
  the,
  onChanged,
  onTyping,
}: {
  readonly step: 'person' | 'form';
  readonly the: ApplicationView;
  readonly onChanged: (next: ApplicationView) => void;
  /** Whether something typed is not saved yet. */
  readonly onTyping: (unsaved: boolean) => void;
}) {
  const { t } = useTranslation('acceptance');
  const queries = useQueryClient();
  const today = useToday();
  const before: Fields = isForm(the.form) ? fieldsOf(the.form, the.reason, the.registrationBureau) : {};
  const [fields, setFields] = useState(before);
  const { shown, leave, check } = useFaults(fields);
  const [asked, setAsked] = useState(0);
  // What is left without saving is not kept.
  useEffect(() => () => onTyping(false), [onTyping]);
  const save = async (key: string): Promise<ApplicationView | undefined> => {
    if (check('form')) return actOn(the, 'fill-form', startOf(fields, today), key);
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
        onChange={(name, value) => {
          setFields((now) => ({ ...now, [name]: value }));
          onTyping(true);
        }}
        onLeave={leave}
      />
      {fields !== before && (
        <ActButton type="primary" size="large" act={save} onDone={saved} kept={[]}>
          {t('changeForm')}
        </ActButton>
      )}
    </>
  );
}
