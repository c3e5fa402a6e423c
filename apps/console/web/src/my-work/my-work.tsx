import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { mostCounted } from '@yidi/contracts';
import {
  type ApplicationState,
  applicationStateWords,
  type Awaiting,
  awaitingWords,
  type CardState,
  cardStateWords,
  pressingReviewStates,
  reviewStateWords,
  type Role,
  type Words,
} from '@yidi/domain';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHasRole, useMe } from '../app/officer.js';
import { applicationsWaiting } from '../api/intake.js';
import { cardsWaiting } from '../api/production.js';
import { reviewsWaiting } from '../api/review.js';
import { TakeNext } from '../county/take-next.js';
import { NewDraftLink } from '../desk/new-draft-link.js';
import { useSay } from '../i18n/words.js';
import { Failure, PageTitle, Typography } from '../ui/index.js';

/** What the desk has to do something about; the rest waits for others. */
const deskStates: readonly ApplicationState[] = ['draft', 'screened', 'suspended', 'returned', 'arrived'];

/** What each of the card centre has to do something about; a supervisor sees all of it. */
const cardStatesOf = {
  maker: ['ordered'],
  inspector: ['held', 'made', 'to-destroy'],
  distributor: ['verified', 'dispatched', 'recalled'],
} as const satisfies Readonly<Partial<Record<Role, readonly CardState[]>>>;

/** The first page: what waits for me, what is late; every number is a link. */
export function MyWork() {
  const { t } = useTranslation('myWork');
  const { t: ta } = useTranslation('acceptance');
  const mayStart = useHasRole('clerk', 'accepting-officer');
  const atDesk = useHasRole('clerk', 'accepting-officer', 'supervisor');
  const atCounty = useHasRole('reviewer', 'issuer', 'supervisor');
  const atCentre = useHasRole('maker', 'inspector', 'distributor', 'supervisor');
  return (
    <>
      <PageTitle title={t('title')} extra={mayStart && <NewDraftLink>{ta('home.start')}</NewDraftLink>} />
      {atDesk && <DeskWork />}
      {atCounty && <CountyWork />}
      {atCentre && <CentreWork />}
      {!atDesk && !atCounty && !atCentre && <Typography.Paragraph>{t('nothing')}</Typography.Paragraph>}
    </>
  );
}

function DeskWork() {
  const { t } = useTranslation('myWork');
  const { officer } = useMe();
  // A supervisor answers for every point.
  const oversees = officer.roles.includes('supervisor');
  const point = oversees ? undefined : officer.point;
  const drafts = useHasRole('clerk', 'accepting-officer');
  const say = useSay();
  const decides = useHasRole('accepting-officer');
  const { data, error, refetch } = useQuery(applicationsWaiting(point));
  const mine: readonly Awaiting[] = [
    ...(decides ? (['decision', 'acceptance'] as const) : []),
    ...(oversees ? (['countersignature'] as const) : []),
  ];
  const more: readonly Tile[] = [
    ...(drafts ? [{ name: t('drafts'), to: '/desk', filter: {}, count: data?.drafts } as const] : []),
    ...mine.map((what) => ({
      name: say(awaitingWords[what]),
      to: '/applications' as const,
      filter: { awaits: what },
      count: data?.awaits.find((one) => one.what === what)?.count,
    })),
    { name: t('uncollected'), to: '/applications', filter: { uncollected: 'true' }, count: data?.uncollected },
  ];
  return (
    <Waiting
      id="desk-work"
      title={t('desk')}
      to="/applications"
      search={point ? { point } : {}}
      states={deskStates}
      words={applicationStateWords}
      waiting={data}
      more={more}
      error={error}
      onRetry={() => void refetch()}
    />
  );
}

function CountyWork() {
  const { t } = useTranslation('myWork');
  const { data, error, refetch } = useQuery(reviewsWaiting);
  return (
    <Waiting
      id="county-work"
      title={t('county')}
      to="/reviews"
      search={{}}
      extra={<TakeNext />}
      states={pressingReviewStates}
      words={reviewStateWords}
      waiting={data}
      error={error}
      onRetry={() => void refetch()}
    />
  );
}

function CentreWork() {
  const { t } = useTranslation('myWork');
  const { officer } = useMe();
  const { data, error, refetch } = useQuery(cardsWaiting);
  const all = officer.roles.includes('supervisor');
  const makes = all || officer.roles.includes('maker');
  const inspects = all || officer.roles.includes('inspector');
  const spoiled = { name: t('spoiled'), to: '/cards', filter: { spoiled: 'true' }, count: data?.spoiled } as const;
  const batches = { name: t('batches'), to: '/batches', filter: { open: 'true' }, count: data?.batches } as const;
  const states = Object.entries(cardStatesOf).flatMap(([role, its]): readonly CardState[] =>
    all || officer.roles.some((one) => one === role) ? its : [],
  );
  return (
    <Waiting
      id="centre-work"
      title={t('workshop')}
      to="/cards"
      search={{}}
      states={states}
      words={cardStateWords}
      waiting={data}
      more={[...(inspects ? [spoiled] : []), ...(makes ? [batches] : [])]}
      error={error}
      onRetry={() => void refetch()}
    />
  );
}

type List = '/desk' | '/applications' | '/reviews' | '/cards' | '/batches';

/** What is counted besides states: its list, narrowed to it. */
interface Tile {
  readonly name: string;
  readonly to: List;
  readonly filter: Readonly<Record<string, string>>;
  readonly count: number | undefined;
}

/** How much waits in each state, and how much of it is late; each number leads to the list behind it. */
function Waiting<S extends string>({
  id,
  title,
  to,
  search,
  extra,
  states,
  words,
  waiting,
  more = [],
  error,
  onRetry,
}: {
  readonly id: string;
  readonly title: string;
  readonly to: List;
  readonly search: Readonly<Record<string, string>>;
  /** What can be done about it from here. */
  readonly extra?: ReactNode;
  readonly states: readonly S[];
  readonly words: Readonly<Record<S, Words>>;
  readonly waiting: { readonly counts: readonly { state: string; count: number }[]; readonly late: number } | undefined;
  /** What waits besides. */
  readonly more?: readonly Tile[];
  readonly error: Error | null;
  readonly onRetry: () => void;
}) {
  const { t } = useTranslation('myWork');
  const say = useSay();
  const shown = (count = 0): string => (count >= mostCounted ? t('more', { count }) : String(count));
  return (
    <section aria-labelledby={id}>
      <Typography.Title level={2} id={id}>
        {title}
      </Typography.Title>
      <Failure error={error} onRetry={onRetry} />
      {extra}
      <ul className="tiles">
        {states.map((state) => (
          <li key={state}>
            <Link className="tile" to={to} search={{ state, ...search }}>
              <strong>{shown(waiting?.counts.find((one) => one.state === state)?.count)}</strong>
              {say(words[state])}
            </Link>
          </li>
        ))}
        {more.map(({ name, to: there, filter, count }) => (
          <li key={name}>
            <Link className="tile" to={there} search={{ ...filter, ...(there === to && search) }}>
              <strong>{shown(count)}</strong>
              {name}
            </Link>
          </li>
        ))}
        <li>
          <Link className={`tile${waiting?.late ? ' late' : ''}`} to={to} search={{ late: 'true', ...search }}>
            <strong>{shown(waiting?.late)}</strong>
            {t('late')}
          </Link>
        </li>
      </ul>
    </section>
  );
}
