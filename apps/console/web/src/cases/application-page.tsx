import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ApplicationView } from '@yidi/contracts';
import { reasonWords } from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applicationQuery } from '../api/intake.js';
import { useBureauName, usePointName } from '../app/officer.js';
import { useSay } from '../i18n/words.js';
import { Button, Facts, Failure, PageTitle, Skeleton } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { ApplicationHistory } from './application-history.js';
import { ApplicationTag } from './application-tag.js';

/** One application in one look; what can be done with it stands on the pages of the desk. */
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
