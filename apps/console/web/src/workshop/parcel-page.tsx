import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ParcelView } from '@yidi/contracts';
import { parcelStateWords } from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOnCard, cardQuery, parcelQuery, receiveParcel, reportLostParcel } from '../api/production.js';
import { useHasRole, usePointName } from '../app/officer.js';
import {
  ActButton,
  ActDialog,
  Alert,
  Button,
  Checkbox,
  Facts,
  Failure,
  Flex,
  PageTitle,
  ScanBox,
  Skeleton,
  StateTag,
  Typography,
} from '../ui/index.js';
import { instantText } from '../ui/wording.js';

/** A parcel; at its point every card is scanned, and what was not is missing. */
export function ParcelPage() {
  const { t } = useTranslation('workshop');
  const { id } = useParams({ from: '/parcels/$id' });
  const point = usePointName();
  const receives = useHasRole('clerk', 'accepting-officer', 'distributor');
  const { data: the, error, refetch } = useQuery(parcelQuery(id));
  return (
    <>
      <PageTitle title={the?.number ?? t('parcels')}>
        {the && <StateTag words={parcelStateWords[the.state]} />}
      </PageTitle>
      <Failure error={error} onRetry={() => void refetch()} />
      {the ? (
        <>
          <Facts
            items={[
              [t('point'), point(the.point)],
              [t('dispatchedAt'), instantText(the.dispatchedAt)],
              [t('receivedAt'), the.receivedAt && instantText(the.receivedAt)],
              [t('count'), the.cardIds.length],
              [t('missing'), the.missing.length],
            ]}
          />
          {the.state === 'lost' && <Alert type="warning" showIcon title={t('lostLead')} />}
          {the.state !== 'received' && receives && <Receive the={the} />}
          {the.state === 'dispatched' && <NeverCame the={the} />}
          {the.missing.length > 0 && <Missing the={the} />}
        </>
      ) : (
        !error && <Skeleton active />
      )}
    </>
  );
}

/** What was not in the parcel: it is found and received after all, or made again. */
function Missing({ the }: { readonly the: ParcelView }) {
  const { t } = useTranslation('workshop');
  return (
    <section className="acts" aria-labelledby="missing">
      <Typography.Title level={2} id="missing">
        {t('missing')}
      </Typography.Title>
      <ul className="plain">
        {the.missing.map((id) => (
          <li key={id}>
            <MissingCard the={the} id={id} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function MissingCard({ the, id }: { readonly the: ParcelView; readonly id: string }) {
  const { t } = useTranslation('workshop');
  const queries = useQueryClient();
  const receives = useHasRole('distributor');
  const { data: card } = useQuery(cardQuery(id, false));
  const changed = (): void => void queries.invalidateQueries({ queryKey: ['production'] });
  if (!card) return null;
  return (
    <Flex gap={12} wrap align="center">
      <Link to="/cards/$id" params={{ id }}>
        {card.serial ?? t('noSerial')}
      </Link>
      {receives && (
        <ActButton act={(key) => receiveParcel(the, [id], key)} onDone={changed}>
          {t('foundIt')}
        </ActButton>
      )}
      {card.availableActs.includes('report-missing') && (
        <ActButton danger act={(key) => actOnCard(card, 'report-missing', {}, key)} onDone={changed}>
          {card.state === 'recalled' ? t('reportStopped') : t('reportMissing')}
        </ActButton>
      )}
    </Flex>
  );
}

/** The whole parcel is given up; asked twice, since every card in it is then made again. */
function NeverCame({ the }: { readonly the: ParcelView }) {
  const { t } = useTranslation('workshop');
  const queries = useQueryClient();
  const may = useHasRole('distributor', 'supervisor');
  const [sure, setSure] = useState(false);
  if (!may) return null;
  const done = (): void => {
    setSure(false);
    void queries.invalidateQueries({ queryKey: ['production'] });
  };
  return (
    <section className="acts" aria-label={t('neverCame')}>
      <Button danger onClick={() => setSure(true)}>
        {t('neverCame')}
      </Button>
      <ActDialog open={sure} title={t('neverCame')} onClose={() => setSure(false)}>
        <p>{t('neverCameLead')}</p>
        <ActButton danger type="primary" act={(key) => reportLostParcel(the, key)} onDone={done}>
          {t('neverCameSend', { count: the.cardIds.length })}
        </ActButton>
      </ActDialog>
    </section>
  );
}

function Receive({ the }: { readonly the: ParcelView }) {
  const { t } = useTranslation('workshop');
  const queries = useQueryClient();
  const [scanned, setScanned] = useState<ReadonlySet<string>>(new Set());
  const [strange, setStrange] = useState<string>();
  const cards = useQueries({ queries: the.cardIds.map((id) => cardQuery(id, false)) });
  const serialOf = (at: number): string => cards[at]?.data?.serial ?? '…';
  const tick = (id: string, there: boolean): void => {
    const now = new Set(scanned);
    if (there) now.add(id);
    else now.delete(id);
    setScanned(now);
  };
  const take = (code: string): void => {
    const found = the.cardIds.find((id, at) => serialOf(at) === code || id === code);
    setStrange(found === undefined ? code : undefined);
    if (found !== undefined) tick(found, true);
  };
  const missing = the.cardIds.length - scanned.size;
  return (
    <section className="acts" aria-label={t('acts')}>
      <ScanBox id="serial" label={t('scanSerial')} onScan={take} />
      <p role="status">{t('scanned', { done: scanned.size, all: the.cardIds.length })}</p>
      {strange !== undefined && (
        <Alert type="error" role="alert" showIcon title={t('notInParcel', { code: strange })} />
      )}
      <ul className="plain">
        {the.cardIds.map((id, at) => (
          <li key={id}>
            <Checkbox checked={scanned.has(id)} onChange={({ target }) => tick(id, target.checked)}>
              {serialOf(at)} {scanned.has(id) ? `✓ ${t('arrived')}` : t('waiting')}
            </Checkbox>
          </li>
        ))}
      </ul>
      <ActButton
        type="primary"
        disabled={scanned.size === 0}
        act={(key) => receiveParcel(the, [...scanned], key)}
        onDone={() => void queries.invalidateQueries({ queryKey: ['production'] })}
      >
        {missing === 0 ? t('receiveAll', { done: scanned.size }) : t('receive', { done: scanned.size, missing })}
      </ActButton>
    </section>
  );
}
