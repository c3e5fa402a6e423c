import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { applicationStates, applicationStateWords, awaitings, awaitingWords, reasonWords } from '@yidi/domain';
import type { ApplicationListed } from '@yidi/contracts';
import { useTranslation } from 'react-i18next';
import { applicationsQuery } from '../api/intake.js';
import { useBureauName, useHasRole, useMe } from '../app/officer.js';
import { SavedViews } from '../app/saved-views.js';
import { useSay } from '../i18n/words.js';
import { Checkbox, FlagFilter, PageQueue, PageTitle, type QueueColumn, StateFilter } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { ApplicationTag } from './application-tag.js';

type Row = ApplicationListed;

/** All applications of the bureau, narrowed by what the address says. */
export function Applications() {
  const { t } = useTranslation('desk');
  const search = useSearch({ from: '/applications' });
  const navigate = useNavigate();
  const columns = useColumns(search.uncollected === 'true');
  const { officer } = useMe();
  const desk = useHasRole('clerk', 'accepting-officer');
  const signs = useHasRole('supervisor') && search.awaits === 'countersignature';
  /** Whose turn it is goes straight to the work; everybody else to the case. */
  const open = ({ id, state, point }: Row): void => {
    const mine = desk && point === officer.point;
    const to =
      mine && state === 'returned'
        ? '/returned/$id'
        : signs || (mine && (state === 'draft' || state === 'screened'))
          ? '/desk/$id'
          : '/cases/$id';
    void navigate({ to, params: { id } });
  };
  const asked = useQuery(applicationsQuery(search));
  return (
    <>
      <PageTitle title={t('applications')} />
      <Filters />
      <PageQueue<Row>
        caption={t('applications')}
        columns={columns}
        asked={asked}
        rowKey={({ id }) => id}
        onOpen={open}
        cursor={search.cursor}
      />
    </>
  );
}

function Filters() {
  const { t } = useTranslation();
  const { t: td } = useTranslation('desk');
  const { officer } = useMe();
  const search = useSearch({ from: '/applications' });
  const navigate = useNavigate();
  // Another filter is another list: it begins at its first page.
  const narrow = ({ ...change }: Partial<typeof search>): void => {
    const { cursor: _, ...kept } = search;
    void navigate({ to: '/applications', search: { ...kept, ...change } });
  };
  return (
    <search className="filters" aria-label={t('list.filters')}>
      <StateFilter
        states={applicationStates}
        words={applicationStateWords}
        value={search.state}
        onChange={(state) => narrow({ state })}
      />
      <StateFilter
        states={awaitings}
        words={awaitingWords}
        value={search.awaits}
        onChange={(awaits) => narrow({ awaits })}
        label={td('awaiting')}
        all={td('awaitingAny')}
      />
      <Checkbox
        checked={search.point === officer.point}
        onChange={({ target }) => narrow({ point: target.checked ? officer.point : '' })}
      >
        {t('list.here')}
      </Checkbox>
      <FlagFilter value={search.late} onChange={(late) => narrow({ late, uncollected: '' })}>
        {t('list.late')}
      </FlagFilter>
      <FlagFilter value={search.uncollected} onChange={(uncollected) => narrow({ uncollected, late: '' })}>
        {td('uncollected')}
      </FlagFilter>
      <SavedViews />
    </search>
  );
}

/** On the list of cards that nobody collects the day of their arrival says more than any limit. */
function useColumns(uncollected: boolean): readonly QueueColumn<Row>[] {
  const { t } = useTranslation('desk');
  const say = useSay();
  const bureau = useBureauName();
  return [
    { key: 'number', title: t('number'), show: (row) => row.acceptanceNumber ?? t('noNumber') },
    { key: 'person', title: t('person'), show: (row) => `${row.person.name} ${row.person.citizenNumber}` },
    { key: 'reason', title: t('reason'), show: (row) => say(reasonWords[row.reason]) },
    { key: 'state', title: t('state'), show: (row) => <ApplicationTag state={row.state} /> },
    { key: 'county', title: t('county'), show: (row) => bureau(row.registrationBureau) },
    uncollected
      ? { key: 'since', title: t('uncollectedSince'), show: (row) => row.arrivedOn ?? '—' }
      : { key: 'due', title: t('dueOn'), show: (row) => row.dueOn ?? '—' },
    { key: 'changed', title: t('changedAt'), show: (row) => instantText(row.changedAt) },
  ];
}
