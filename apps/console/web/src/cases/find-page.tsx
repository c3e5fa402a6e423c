import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { applicationStateWords, reviewStateWords, type Words } from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findByNumber, findByPerson, type PersonsCase } from '../api/find.js';
import { findByReceipt, type Purpose } from '../api/intake.js';
import { useHasRole } from '../app/officer.js';
import { useSay } from '../i18n/words.js';
import { ActButton, Alert, Failure, Field, Input, PageTitle, Radio, ScanBox, Skeleton } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { readAskedFor } from './asked-for.js';
import { usePurposes } from './reveal.js';

/** One box for whatever names a case: what is typed or scanned decides how it is looked for. */
export function FindPage() {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const purposes = usePurposes();
  const [purpose, setPurpose] = useState<Purpose>(purposes[0] ?? 'enquiry');
  const [receipt, setReceipt] = useState<string>();
  const [unreadable, setUnreadable] = useState(false);
  const mayDesk = useHasRole('clerk', 'accepting-officer', 'supervisor', 'auditor');
  const mayCounty = useHasRole('reviewer', 'issuer', 'supervisor', 'auditor');
  const mayReceipts = useHasRole('clerk', 'accepting-officer', 'supervisor');
  const open = (id: string): void => void navigate({ to: '/cases/$id', params: { id } });
  const persons = useMutation({
    mutationFn: (number: string) => findByPerson(number, purpose, { atDesk: mayDesk, atCounty: mayCounty }),
  });
  const numbers = useMutation({
    mutationFn: (number: string) => findByNumber(number, { atDesk: mayDesk, atCounty: mayCounty }),
    onSuccess: (id) => id !== undefined && open(id),
  });
  const look = (text: string): void => {
    const asked = readAskedFor(text);
    persons.reset();
    numbers.reset();
    setReceipt(asked.by === 'receipt' && mayReceipts ? asked.code : undefined);
    setUnreadable(asked.by === 'nothing' || (asked.by === 'receipt' && !mayReceipts));
    if (asked.by === 'id') open(asked.id);
    else if (asked.by === 'number') numbers.mutate(asked.number);
    else if (asked.by === 'person') persons.mutate(asked.number);
  };
  const none = numbers.isSuccess && numbers.data === undefined;
  return (
    <>
      <PageTitle title={t('find.title')} />
      <ScanBox id="find-case" label={t('find.box')} hint={t('find.hint')} button={t('find.title')} onScan={look} />
      {purposes.length > 1 && (
        <fieldset className="choice">
          <legend>{t('find.purpose')}</legend>
          <Radio.Group
            value={purpose}
            onChange={({ target }) => setPurpose(purposes.find((one) => one === target.value) ?? purpose)}
            options={purposes.map((one) => ({ value: one, label: t(`purpose.${one}`) }))}
          />
        </fieldset>
      )}
      {unreadable && <Alert type="warning" showIcon role="alert" title={t('find.unreadable')} />}
      {none && <Alert type="info" showIcon role="status" title={t('find.none')} />}
      <Failure error={persons.error ?? numbers.error} />
      {(persons.isPending || numbers.isPending) && <Skeleton active />}
      {persons.data && <Cases cases={persons.data} />}
      {receipt !== undefined && <OfReceipt code={receipt} onFound={open} />}
    </>
  );
}

/** A receipt opens its case together with four characters that only its person should know. */
function OfReceipt({ code, onFound }: { readonly code: string; readonly onFound: (id: string) => void }) {
  const { t } = useTranslation('cases');
  const [lastFour, setLastFour] = useState('');
  return (
    <>
      <Field id="find-last-four" label={t('find.lastFour')}>
        <Input
          id="find-last-four"
          className="field-short"
          autoFocus
          autoComplete="off"
          maxLength={4}
          value={lastFour}
          onChange={({ target }) => setLastFour(target.value)}
        />
      </Field>
      <ActButton
        type="primary"
        fields={{ lastFour: 'find-last-four' }}
        act={() => findByReceipt(code, lastFour)}
        onDone={({ id }) => onFound(id)}
      >
        {t('find.byReceipt')}
      </ActButton>
    </>
  );
}

const stateWords: Readonly<Record<PersonsCase['side'], Readonly<Record<string, Words>>>> = {
  desk: applicationStateWords,
  county: reviewStateWords,
};

function Cases({ cases }: { readonly cases: readonly PersonsCase[] }) {
  const { t } = useTranslation('cases');
  const { t: td } = useTranslation('desk');
  const say = useSay();
  const audits = useHasRole('auditor');
  if (cases.length === 0) return <Alert type="info" showIcon role="status" title={t('find.none')} />;
  return (
    <div className="queue-rows">
      <p role="status">{t('find.found', { count: cases.length })}</p>
      <table className="compare">
        <thead>
          <tr>
            <th scope="col">{td('number')}</th>
            <th scope="col">{td('state')}</th>
            <th scope="col">{td('sentTo')}</th>
            <th scope="col">{t('find.when')}</th>
            {audits && <th scope="col">{t('looked')}</th>}
          </tr>
        </thead>
        <tbody>
          {cases.map(({ id, acceptanceNumber, state, side, at }) => (
            <tr key={`${side} ${id}`}>
              <th scope="row">
                <Link to="/cases/$id" params={{ id }}>
                  {acceptanceNumber ?? td('noNumber')}
                </Link>
              </th>
              <td>{say(stateWords[side][state])}</td>
              <td>{t(`find.side.${side}`)}</td>
              <td>{instantText(at)}</td>
              {audits && (
                <td>
                  <Link to="/audit" search={{ subject: id }}>
                    {t('find.looks')}
                  </Link>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
