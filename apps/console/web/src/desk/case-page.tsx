import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { AcceptedView, ApplicationView } from '@yidi/contracts';
import { reasonWords, suspends } from '@yidi/domain';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOn, applicationQuery } from '../api/intake.js';
import { useRulesNow } from '../app/officer.js';
import { ApplicationTag } from '../cases/application-tag.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { KeepsTyped, TypedNote, useTypedPage } from '../typed/typed.js';
import { ActButton, Alert, Button, goOnAtHeading, PageTitle } from '../ui/index.js';
import { CheckStep } from './check-step.js';
import { Discard } from './discard.js';
import { FeeStep } from './fee-step.js';
import { FindingCard } from './finding-card.js';
import { FormEdit, isTyped } from './form-edit.js';
import { PapersStep } from './papers-step.js';
import { PrintButtons } from './print-buttons.js';
import { nextStep, progressOf } from './progress.js';
import { Receipt } from './receipt.js';
import { ScreeningStep } from './screening-step.js';
import { type StepName, stepOf, TaskList } from './task-list.js';
import './desk.css';

/** States in which the desk still works on an application. */
const atDesk: readonly ApplicationView['state'][] = ['draft', 'screened', 'suspended'];

/** An application at the desk, from the signed form to acceptance. */
export function CasePage() {
  const { id } = useParams({ from: '/desk/$id' });
  const { data: the } = useSuspenseQuery(applicationQuery(id, 'handling'));
  return (
    <KeepsTyped key={id} form="desk" id={id} revision={the.revision}>
      <Case the={the} />
    </KeepsTyped>
  );
}

function Case({ the }: { readonly the: ApplicationView }) {
  const { t } = useTranslation('acceptance');
  const { comma } = usePunctuation();
  const say = useSay();
  const { id } = the;
  const search = useSearch({ from: '/desk/$id' });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const rules = useRulesNow();
  const { texts, drop } = useTypedPage();
  const [accepted, setAccepted] = useState<AcceptedView>();

  useEffect(goOnAtHeading, [search.step, the.state]);

  if (accepted) {
    return (
      <>
        <PageTitle title={t('title')} />
        <Receipt accepted={accepted} />
      </>
    );
  }
  if (!atDesk.includes(the.state)) return <Navigate to="/cases/$id" params={{ id }} replace />;

  const progress = progressOf(the, rules);
  const step = stepOf(search.step, nextStep(progress));
  const changed = (next: ApplicationView, form = the.form): void => {
    // What an act answers is masked; the person on this page was read already.
    queries.setQueryData(applicationQuery(id, 'handling').queryKey, { ...next, form, person: the.person });
    void queries.invalidateQueries({ queryKey: ['intake', 'one', id] });
  };
  const following = nextStep(progress);
  const unsaved = isTyped(texts);
  const discard = async (key: string): Promise<void> => {
    await actOn(the, 'discard', {}, key);
    drop();
  };
  const done = (answer: AcceptedView): void => {
    drop();
    setAccepted(answer);
  };
  return (
    <>
      <PageTitle
        title={t('title')}
        extra={
          <>
            <TypedNote />
            {the.availableActs.includes('discard') && <Discard act={discard} sure={t('discardSure')} />}
          </>
        }
      >
        <ApplicationTag state={the.state} />
        <span>{comma(the.person.name, say(reasonWords[the.reason]))}</span>
      </PageTitle>
      <div className="guided">
        <TaskList now={step} status={progress} />
        <section aria-labelledby="step-title" className="paper">
          <h2 id="step-title" tabIndex={-1}>
            {t(`steps.${step}`)}
          </h2>
          {unsaved && step !== 'person' && step !== 'form' && (
            <Alert
              className="notice"
              type="warning"
              role="status"
              showIcon
              title={t('formTyped')}
              action={
                <Link to="/desk/$id" params={{ id }} search={{ step: 'person' }}>
                  {t('steps.person')}
                </Link>
              }
            />
          )}
          {the.state === 'suspended' ? (
            <>
              <PrintButtons id={id} first="suspension-notice" />
              {the.screening?.findings.filter(suspends).map((finding) => (
                <FindingCard key={finding.rule} the={the} finding={finding} onChanged={changed} />
              ))}
              <ActButton act={(key) => actOn(the, 'resume', {}, key)} onDone={changed}>
                {t('resume')}
              </ActButton>
            </>
          ) : (
            <Step step={step} the={the} onChanged={changed} onAccepted={done} />
          )}
          {step === 'papers' && progress.papers !== 'done' && <p className="quiet">{t('stillMissing')}</p>}
          {following !== step && progress[step] === 'done' && !unsaved && (
            <Button type="primary" size="large" onClick={() => void navigate({ to: '.', search: { step: following } })}>
              {t('next', { step: t(`steps.${following}`) })}
            </Button>
          )}
        </section>
      </div>
    </>
  );
}

function Step({
  step,
  the,
  onChanged,
  onAccepted,
}: {
  readonly step: StepName;
  readonly the: ApplicationView;
  readonly onChanged: (next: ApplicationView, form?: ApplicationView['form']) => void;
  readonly onAccepted: (accepted: AcceptedView) => void;
}) {
  switch (step) {
    case 'person':
    case 'form':
      return <FormEdit key={the.revision} step={step} the={the} onChanged={onChanged} />;
    case 'papers':
      return <PapersStep the={the} />;
    case 'screening':
      return <ScreeningStep the={the} onChanged={onChanged} />;
    case 'fee':
      return <FeeStep the={the} onChanged={onChanged} />;
    case 'check':
      return <CheckStep the={the} onAccepted={onAccepted} />;
  }
}
