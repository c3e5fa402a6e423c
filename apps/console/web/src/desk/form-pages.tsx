import { faultWords } from '@yidi/domain';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useToday } from '../app/officer.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { Alert, useErrorInTitle } from '../ui/index.js';
import { type Faults, faultsOf, type Fields, idOf, personFields } from './fields.js';
import { FormStep } from './form-step.js';
import { PersonStep } from './person-step.js';

const isPersonal = (name: string): boolean => (personFields as readonly string[]).includes(name);

/** Faults of what is typed: those of inputs that were left are shown at once, the others when the step is to end. */
export function useFaults(fields: Fields) {
  const today = useToday();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<'none' | 'person' | 'all'>('none');
  const faults = faultsOf(fields, today);
  const shown: Faults = Object.fromEntries(
    Object.entries(faults).filter(
      ([name]) =>
        asked === 'all' || (asked === 'person' && isPersonal(name)) || (left.has(name) && (fields[name] ?? '') !== ''),
    ),
  );
  return {
    shown,
    leave: (name: string) => setLeft((before) => new Set(before).add(name)),
    /** Ends a step: true when nothing in it is wrong. */
    check: (step: 'person' | 'form'): boolean => {
      setAsked(step === 'person' ? 'person' : 'all');
      return !Object.keys(faults).some((name) => step === 'form' || isPersonal(name));
    },
    personDone: !Object.keys(faults).some(isPersonal),
  };
}

/** Either step of the form, with everything that is wrong in it summed up above. */
export function FormPage({
  step,
  fields,
  faults,
  onChange,
  onLeave,
}: {
  readonly step: 'person' | 'form';
  readonly fields: Fields;
  readonly faults: Faults;
  readonly onChange: (name: string, value: string) => void;
  readonly onLeave: (name: string) => void;
}) {
  const here = Object.fromEntries(Object.entries(faults).filter(([name]) => isPersonal(name) === (step === 'person')));
  const Step = step === 'person' ? PersonStep : FormStep;
  return (
    <div className="form">
      <Step fields={fields} faults={here} onChange={onChange} onLeave={onLeave} />
    </div>
  );
}

/** All faults of a step and what else is missing, each a link to its input; takes the focus when it appears anew. */
export function FaultSummary({
  faults,
  missing = [],
  asked,
}: {
  readonly faults: Faults;
  readonly missing?: readonly { readonly id: string; readonly text: string }[];
  readonly asked: number;
}) {
  const { t } = useTranslation();
  const say = useSay();
  const { pair } = usePunctuation();
  const box = useRef<HTMLDivElement>(null);
  const said = [
    ...Object.entries(faults).map(([name, fault]) => ({
      id: idOf(name),
      text: pair(document.getElementById(`${idOf(name)}-label`)?.textContent ?? name, say(faultWords[fault])),
    })),
    ...missing,
  ];
  const wrong = asked > 0 && said.length > 0;
  useErrorInTitle(wrong);
  useEffect(() => {
    if (asked > 0) box.current?.focus();
  }, [asked]);
  if (!wrong) return null;
  return (
    <div ref={box} tabIndex={-1} className="failure">
      <Alert
        type="error"
        role="alert"
        showIcon
        title={t('errorsTitle', { count: said.length })}
        description={
          <ul>
            {said.map(({ id, text }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(id)?.focus();
                  }}
                >
                  {text}
                </a>
              </li>
            ))}
          </ul>
        }
      />
    </div>
  );
}
