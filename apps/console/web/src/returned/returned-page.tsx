import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useParams } from '@tanstack/react-router';
import type { ApplicationView } from '@yidi/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOn, applicationQuery } from '../api/intake.js';
import { useBureauName, useToday } from '../app/officer.js';
import { ApplicationTag } from '../cases/application-tag.js';
import { faultsOf, type Fields, fieldsOf, formOf, isForm } from '../desk/fields.js';
import { FaultSummary } from '../desk/form-pages.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { KeepsTyped, Overtaken, TypedNote, useTypedFields, useTypedPage } from '../typed/typed.js';
import { ActButton, Alert, PageTitle } from '../ui/index.js';
import { answerId, itemName, ReturnedItemCard } from './returned-item.js';
import '../desk/desk.css';

/** Every item that the county named, beside what was sent; answered together and sent back at once. */
export function ReturnedPage() {
  const { t } = useTranslation('returned');
  const { id } = useParams({ from: '/returned/$id' });
  const { data: the } = useSuspenseQuery(applicationQuery(id, 'handling'));
  const bureau = useBureauName();
  if (the.state !== 'returned' || !the.returned || !isForm(the.form)) {
    return <Navigate to="/cases/$id" params={{ id }} replace />;
  }
  const { items, contact, answerBy } = the.returned;
  const county = bureau(the.registrationBureau);
  return (
    <KeepsTyped key={id} form="returned" id={id} revision={the.revision}>
      <PageTitle title={t('title')} extra={<TypedNote />}>
        <ApplicationTag state={the.state} />
        <span>{the.acceptanceNumber}</span>
      </PageTitle>
      <Alert
        type="warning"
        showIcon
        title={t('lead', { county, count: items.length, day: answerBy })}
        description={t('contact', contact)}
      />
      <Answers the={the} county={county} before={fieldsOf(the.form, the.reason, the.registrationBureau)} />
    </KeepsTyped>
  );
}

function Answers({
  the,
  county,
  before,
}: {
  readonly the: ApplicationView;
  readonly county: string;
  readonly before: Fields;
}) {
  const { t } = useTranslation('returned');
  const { pair } = usePunctuation();
  const say = useSay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const today = useToday();
  const { drop } = useTypedPage();
  const { fields, overtaken, change } = useTypedFields('form.', before);
  const { fields: answers, change: answer } = useTypedFields('answer.', {});
  const [asked, setAsked] = useState(0);
  const items = the.returned?.items ?? [];
  const faults = faultsOf(fields, today);
  const unanswered = items.filter(({ item }) => (answers[item] ?? '').trim() === '');

  const send = async (key: string): Promise<ApplicationView | undefined> => {
    if (unanswered.length > 0 || Object.keys(faults).length > 0) {
      setAsked(asked + 1);
      return undefined;
    }
    const given = items.map(({ item }) => ({ item, text: answers[item] ?? '' }));
    return actOn(the, 'correct', { answers: given, form: formOf(fields, today) }, key);
  };
  const sent = (next: ApplicationView | undefined): void => {
    if (!next) return;
    drop();
    void queries.invalidateQueries({ queryKey: ['intake'] });
    void navigate({ to: '/cases/$id', params: { id: the.id } });
  };
  return (
    <>
      <FaultSummary
        faults={faults}
        missing={unanswered.map(({ item }) => ({
          id: answerId(item),
          text: pair(t('answerTo', { item: say(itemName[item]) }), t('noAnswer')),
        }))}
        asked={asked}
      />
      <Overtaken texts={overtaken} />
      {items.map((returned) => (
        <ReturnedItemCard
          key={returned.item}
          the={the}
          returned={returned}
          before={before}
          fields={fields}
          faults={faults}
          answer={answers[returned.item] ?? ''}
          missing={asked > 0}
          onChange={change}
          onAnswer={(text) => answer(returned.item, text)}
        />
      ))}
      <ActButton type="primary" size="large" act={send} onDone={sent} kept={Object.values(answers)}>
        {t('send', { county })}
      </ActButton>
    </>
  );
}
