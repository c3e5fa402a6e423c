import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ApplicationView } from '@yidi/contracts';
import { countyRefusalWords, reasonWords, ruleWords, type Words } from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applicationQuery } from '../api/intake.js';
import { useBureauName, useHasRole, useMe, usePointName } from '../app/officer.js';
import { PrintButtons } from '../desk/print-buttons.js';
import { useSay } from '../i18n/words.js';
import { Alert, Button, Facts, Failure, PageTitle, Skeleton, Typography } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { ApplicationHistory } from './application-history.js';
import { ApplicationTag } from './application-tag.js';
import { WithdrawCase } from './withdraw-case.js';

const refusalWords: Readonly<Record<string, Words>> = {
  ...countyRefusalWords,
  ...Object.fromEntries(Object.entries(ruleWords).map(([rule, { name }]) => [rule, name])),
};

/** One application in one look, with what can be done about it now. */
export function ApplicationPage() {
  const { t } = useTranslation('desk');
  const { id } = useParams({ from: '/applications/$id' });
  const [clear, setClear] = useState(false);
  const { data, error, refetch } = useQuery(applicationQuery(id, clear ? 'handling' : undefined));
  return (
    <>
      <PageTitle
        title={data?.acceptanceNumber ?? t('noNumber')}
        extra={
          <Button onClick={() => setClear(!clear)} title={t('maskedWhy')}>
            {clear ? t('hide') : t('masked')}
          </Button>
        }
      >
        {data && <ApplicationTag state={data.state} />}
      </PageTitle>
      <Failure error={error} onRetry={() => void refetch()} />
      {data ? <CaseHead the={data} /> : <Skeleton active />}
      {data && <Refusal the={data} />}
      {data && <Doings the={data} />}
      <ApplicationHistory id={id} />
    </>
  );
}

function CaseHead({ the }: { readonly the: ApplicationView }) {
  const { t } = useTranslation('desk');
  const say = useSay();
  const bureau = useBureauName();
  const point = usePointName();
  return (
    <Facts
      items={[
        [t('person'), the.person.name],
        [t('citizenNumber'), the.person.citizenNumber],
        [t('phone'), the.person.phone],
        [t('reason'), say(reasonWords[the.reason])],
        [t('county'), bureau(the.registrationBureau)],
        [t('point'), point(the.point)],
        [t('startedAt'), instantText(the.startedAt)],
        [t('changedAt'), instantText(the.changedAt)],
        [t('dueOn'), the.dueOn],
      ]}
    />
  );
}

function Refusal({ the: { refusal } }: { readonly the: ApplicationView }) {
  const { t } = useTranslation('returned');
  const say = useSay();
  if (!refusal) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={`${t('refusedBy')}：${say(refusalWords[refusal.code]) || refusal.code}`}
      description={
        <>
          <p>{refusal.words}</p>
          {refusal.contact && <p>{t('contactOf', refusal.contact)}</p>}
        </>
      }
    />
  );
}

function Doings({ the }: { readonly the: ApplicationView }) {
  const { t } = useTranslation('returned');
  const { t: td } = useTranslation('desk');
  const atDesk = useHasRole('clerk', 'accepting-officer', 'supervisor');
  const { officer } = useMe();
  const may = (act: string): boolean => the.availableActs.includes(act);
  if (!atDesk) return null;
  // Papers are printed where the case is handled.
  const here = the.point === officer.point || officer.roles.includes('supervisor');
  return (
    <section aria-labelledby="doings">
      <Typography.Title level={2} id="doings">
        {td('acts')}
      </Typography.Title>
      <div className="filters">
        {may('fill-form') || may('resume') ? (
          <Link to="/desk/$id" params={{ id: the.id }}>
            {t('atDesk')}
          </Link>
        ) : null}
        {may('correct') && (
          <Link to="/returned/$id" params={{ id: the.id }}>
            {t('open')}
          </Link>
        )}
        <WithdrawCase the={the} />
      </div>
      {here && <PrintButtons id={the.id} />}
    </section>
  );
}
