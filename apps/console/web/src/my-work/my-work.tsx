import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { mostCounted } from '@yidi/contracts';
import { applicationStateWords, pressingReviewStates, reviewStateWords, type ApplicationState } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { useHasRole, useMe } from '../app/officer.js';
import { applicationsWaiting } from '../api/intake.js';
import { reviewsWaiting } from '../api/review.js';
import { NewDraftLink } from '../desk/new-draft-link.js';
import { useSay } from '../i18n/words.js';
import { Failure, PageTitle, Typography } from '../ui/index.js';

/** What the desk has to do something about; the rest waits for others. */
const deskStates: readonly ApplicationState[] = ['draft', 'screened', 'suspended', 'returned', 'arrived'];

/** The first page: what waits for me, what is late; every number is a link. */
export function MyWork() {
  const { t } = useTranslation('myWork');
  const { t: ta } = useTranslation('acceptance');
  const mayStart = useHasRole('clerk', 'accepting-officer');
  const atDesk = useHasRole('clerk', 'accepting-officer', 'supervisor');
  const atCounty = useHasRole('reviewer', 'issuer', 'supervisor');
  return (
    <>
      <PageTitle title={t('title')} extra={mayStart && <NewDraftLink>{ta('home.start')}</NewDraftLink>} />
      {atDesk && <DeskWork />}
      {atCounty && <CountyWork />}
      {!atDesk && !atCounty && <Typography.Paragraph>{t('nothing')}</Typography.Paragraph>}
    </>
  );
}

function DeskWork() {
  const { t } = useTranslation('myWork');
  const say = useSay();
  const { officer } = useMe();
  // A supervisor answers for every point.
  const point = officer.roles.includes('supervisor') ? undefined : officer.point;
  const { data, error, refetch } = useQuery(applicationsWaiting(point));
  const shown = (count: number): string => (count >= mostCounted ? t('more', { count }) : String(count));
  return (
    <section aria-labelledby="desk-work">
      <Typography.Title level={2} id="desk-work">
        {t('desk')}
      </Typography.Title>
      <Failure error={error} onRetry={() => void refetch()} />
      <ul className="tiles">
        {deskStates.map((state) => (
          <li key={state}>
            <Link className="tile" to="/applications" search={{ state, ...(point ? { point } : {}) }}>
              <strong>{shown(data?.counts.find((one) => one.state === state)?.count ?? 0)}</strong>
              {say(applicationStateWords[state])}
            </Link>
          </li>
        ))}
        <li>
          <Link
            className={`tile${data?.late ? ' late' : ''}`}
            to="/applications"
            search={{ late: 'true', ...(point ? { point } : {}) }}
          >
            <strong>{shown(data?.late ?? 0)}</strong>
            {t('late')}
          </Link>
        </li>
      </ul>
    </section>
  );
}

function CountyWork() {
  const { t } = useTranslation('myWork');
  const say = useSay();
  const { data, error, refetch } = useQuery(reviewsWaiting);
  const shown = (count: number): string => (count >= mostCounted ? t('more', { count }) : String(count));
  return (
    <section aria-labelledby="county-work">
      <Typography.Title level={2} id="county-work">
        {t('county')}
      </Typography.Title>
      <Failure error={error} onRetry={() => void refetch()} />
      <ul className="tiles">
        {pressingReviewStates.map((state) => (
          <li key={state}>
            <Link className="tile" to="/reviews" search={{ state }}>
              <strong>{shown(data?.counts.find((one) => one.state === state)?.count ?? 0)}</strong>
              {say(reviewStateWords[state])}
            </Link>
          </li>
        ))}
        <li>
          <Link className={`tile${data?.late ? ' late' : ''}`} to="/reviews" search={{ late: 'true' }}>
            <strong>{shown(data?.late ?? 0)}</strong>
            {t('late')}
          </Link>
        </li>
      </ul>
    </section>
  );
}
