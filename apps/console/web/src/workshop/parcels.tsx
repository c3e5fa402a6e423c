import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ParcelView } from '@yidi/contracts';
import { parcelStates, parcelStateWords } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { findParcel, parcelsQuery } from '../api/production.js';
import { usePointName } from '../app/officer.js';
import { SavedViews } from '../app/saved-views.js';
import { Alert, Failure, PageQueue, PageTitle, type QueueColumn, ScanBox, StateFilter, StateTag } from '../ui/index.js';
import { instantText } from '../ui/wording.js';

/** Parcels on their way to the points and those received. */
export function Parcels() {
  const { t } = useTranslation('workshop');
  const search = useSearch({ from: '/parcels' });
  const navigate = useNavigate();
  const columns = useColumns();
  const asked = useQuery(parcelsQuery(search));
  return (
    <>
      <PageTitle title={t('parcels')} />
      <p>
        {t('parcelsLead')}{' '}
        <Link to="/cards" search={{ state: 'verified' }}>
          {t('toVerified')}
        </Link>
      </p>
      <OpenByNumber />
      <search className="filters" aria-label={t('filters')}>
        <StateFilter
          states={parcelStates}
          words={parcelStateWords}
          value={search.state}
          onChange={(state) => void navigate({ to: '/parcels', search: { ...search, state, cursor: '' } })}
          label={t('state')}
        />
        <SavedViews />
      </search>
      <PageQueue<ParcelView>
        caption={t('parcels')}
        columns={columns}
        asked={asked}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/parcels/$id', params: { id } })}
        cursor={search.cursor}
        empty={t('noParcels')}
      />
    </>
  );
}

/** A parcel in one's hands is opened by the number on it. */
function OpenByNumber() {
  const { t } = useTranslation('workshop');
  const navigate = useNavigate();
  const asked = useMutation({
    mutationFn: findParcel,
    onSuccess: (found) => found && void navigate({ to: '/parcels/$id', params: { id: found.id } }),
  });
  return (
    <>
      <ScanBox id="parcel-number" label={t('scanParcel')} onScan={(code) => asked.mutate(code.toUpperCase())} />
      {asked.isSuccess && asked.data === undefined && (
        <Alert type="warning" role="alert" showIcon title={t('noParcel', { number: asked.variables })} />
      )}
      <Failure error={asked.error} fields={{ number: 'parcel-number' }} />
    </>
  );
}

function useColumns(): readonly QueueColumn<ParcelView>[] {
  const { t } = useTranslation('workshop');
  const point = usePointName();
  return [
    { key: 'number', title: t('number'), show: (parcel) => parcel.number },
    { key: 'point', title: t('point'), show: (parcel) => point(parcel.point) },
    { key: 'state', title: t('state'), show: (parcel) => <StateTag words={parcelStateWords[parcel.state]} /> },
    { key: 'count', title: t('count'), show: (parcel) => parcel.cardIds.length },
    { key: 'sent', title: t('dispatchedAt'), show: (parcel) => instantText(parcel.dispatchedAt) },
    { key: 'missing', title: t('missing'), show: (parcel) => parcel.missing.length },
  ];
}
