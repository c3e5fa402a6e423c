import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ApplicationRow } from '@yidi/contracts';
import { reasonWords } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { draftsQuery } from '../api/drafts.js';
import { applicationsQuery } from '../api/intake.js';
import { useMe } from '../app/officer.js';
import { ApplicationTag } from '../cases/application-tag.js';
import { useSay } from '../i18n/words.js';
import { Failure, PageTitle, QueueTable } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { NewDraftLink } from './new-draft-link.js';
import './desk.css';

type Row = z.infer<typeof ApplicationRow>;

/** The desk of a point: the next person, forms that were left unfinished, cases that wait here. */
export function DeskHome() {
  const { t } = useTranslation('acceptance');
  const { data: drafts, error } = useQuery(draftsQuery);
  return (
    <>
      <PageTitle title={t('home.title')} extra={<NewDraftLink>{t('home.start')}</NewDraftLink>} />
      <section className="paper" aria-labelledby="drafts">
        <h2 id="drafts">{t('home.drafts')}</h2>
        <Failure error={error} />
        {drafts?.items.length === 0 && <p className="quiet">{t('home.noDrafts')}</p>}
        <ul className="plain">
          {drafts?.items.map(({ id, person, savedBy, savedAt }) => (
            <li key={id}>
              {t('home.draftOf', {
                person: person || t('home.nobody'),
                officer: savedBy.name,
                at: instantText(savedAt),
              })}{' '}
              <Link to="/desk/new/$draft" params={{ draft: id }}>
                {t('home.goOn')}
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <Waiting state="screened" />
      <Waiting state="draft" />
    </>
  );
}

function Waiting({ state }: { readonly state: 'draft' | 'screened' }) {
  const { t } = useTranslation('acceptance');
  const { t: td } = useTranslation('desk');
  const say = useSay();
  const navigate = useNavigate();
  const { officer } = useMe();
  const { data, error, refetch } = useQuery(applicationsQuery({ state, point: officer.point }));
  return (
    <>
      <Failure error={error} onRetry={() => void refetch()} />
      <QueueTable<Row>
        caption={`${t('home.cases')} · ${state === 'draft' ? t('steps.papers') : t('steps.check')}`}
        empty={t('home.noCases')}
        rows={data?.items}
        failed={error !== null}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/desk/$id', params: { id } })}
        columns={[
          { key: 'person', title: td('person'), show: (row) => `${row.person.name} ${row.person.citizenNumber}` },
          { key: 'reason', title: td('reason'), show: (row) => say(reasonWords[row.reason]) },
          { key: 'state', title: td('state'), show: (row) => <ApplicationTag state={row.state} /> },
          { key: 'changed', title: td('changedAt'), show: (row) => instantText(row.changedAt) },
        ]}
      />
    </>
  );
}
