import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ApplicationView } from '@yidi/contracts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { startApplication } from '../api/intake.js';
import { useToday } from '../app/officer.js';
import { ActButton, Button, goOnAtHeading, PageTitle } from '../ui/index.js';
import { Discard } from './discard.js';
import { startOf } from './fields.js';
import { FaultSummary, FormPage, useFaults } from './form-pages.js';
import { KeepingNote } from '../typed/keeping-note.js';
import { LiveOne } from './live-one.js';
import { type StepName, stepOf, TaskList } from './task-list.js';
import { useDraft } from './use-draft.js';
import './desk.css';

const laterSteps = { papers: 'later', screening: 'later', fee: 'later', check: 'later' } as const;

/** A person is at the desk: who, why, and the form, kept as it is typed; signed, it becomes an application. */
export function DraftPage() {
  const { t } = useTranslation('acceptance');
  const { draft } = useParams({ from: '/desk/new/$draft' });
  const search = useSearch({ from: '/desk/new/$draft' });
  const step: StepName = stepOf(search.step, 'person') === 'form' ? 'form' : 'person';
  const navigate = useNavigate();
  const today = useToday();
  const fresh = search.fresh === 'yes';
  const { fields, change, keeping, save, drop } = useDraft(draft, step, fresh);
  const kept = keeping.state === 'saved' && keeping.at !== undefined;
  // From now on a new start of the page finds it on the server.
  useEffect(() => {
    if (!fresh || !kept) return;
    void navigate({
      to: '.',
      search: ({ step: stays }) => (stays === undefined ? {} : { step: stays }),
      replace: true,
    });
  }, [fresh, kept, navigate]);
  useEffect(goOnAtHeading, [step]);
  const { shown, leave, check, personDone } = useFaults(fields);
  const [asked, setAsked] = useState(0);

  const goTo = (to: StepName): void => void navigate({ to: '.', search: (before) => ({ ...before, step: to }) });
  const toForm = (): void => {
    if (check('person')) {
      setAsked(0);
      goTo('form');
    } else setAsked(asked + 1);
  };
  const open = async (key: string): Promise<ApplicationView | undefined> => {
    if (!check('form')) {
      setAsked(asked + 1);
      return undefined;
    }
    await save();
    return startApplication(startOf(fields, today), key);
  };
  const opened = (the: ApplicationView | undefined): void => {
    if (!the) return;
    // An application stands whether or not its draft could be dropped.
    drop().catch(() => undefined);
    void navigate({ to: '/desk/$id', params: { id: the.id }, search: { step: 'papers' }, replace: true });
  };

  return (
    <>
      <PageTitle
        title={t('title')}
        extra={
          <>
            <KeepingNote keeping={keeping} saved={(time) => t('saved', { time })} />
            <Discard act={drop} sure={t('dropSure')} />
          </>
        }
      />
      <div className="guided">
        <TaskList
          now={step}
          status={{ person: personDone ? 'done' : 'todo', form: personDone ? 'todo' : 'later', ...laterSteps }}
        />
        <section aria-labelledby="step-title" className="paper">
          <h2 id="step-title" tabIndex={-1}>
            {t(`steps.${step}`)}
          </h2>
          <FaultSummary faults={shown} asked={asked} />
          <FormPage step={step} fields={fields} faults={shown} onChange={change} onLeave={leave} />
          {step === 'person' ? (
            <Button type="primary" size="large" onClick={toForm}>
              {t('next', { step: t('steps.form') })}
            </Button>
          ) : (
            <ActButton
              type="primary"
              size="large"
              act={open}
              onDone={opened}
              explain={(problem) => <LiveOne problem={problem} />}
            >
              {t('openForm')}
            </ActButton>
          )}
        </section>
      </div>
    </>
  );
}
