import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReconciliationRow } from '@yidi/contracts';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type ServiceName, serviceNames } from '../../../src/contract.js';
import { reconciliationQuery } from '../api/letters.js';
import { useLetterWords } from '../cases/letter-words.js';
import { usePunctuation } from '../i18n/words.js';
import { Failure } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { oldestOf, OperatorsPage } from './frame.js';

type Sum = z.infer<typeof ReconciliationRow>;

/** What the letters with each peer add up to, for all three services; what is unexplained stands out. */
export function ReconciliationPage() {
  const { t } = useTranslation('operators');
  const sums = useQueries({ queries: serviceNames.map((service) => reconciliationQuery(service)) });
  return (
    <OperatorsPage title={t('reconciliation')} asOf={oldestOf(sums)}>
      <p>{t('reconciliationLead')}</p>
      {serviceNames.map((service, nth) => (
        <div key={service}>
          <Failure error={sums[nth]?.error ?? null} onRetry={() => void sums[nth]?.refetch()} />
          <Sums service={service} sums={sums[nth]?.data ?? []} />
        </div>
      ))}
    </OperatorsPage>
  );
}

function Sums({ service, sums }: { readonly service: ServiceName; readonly sums: readonly Sum[] }) {
  const { t } = useTranslation('operators');
  const words = useLetterWords();
  const title = t('streamsOf', { service: words.service(service) });
  return (
    <div className="wide" role="region" aria-label={title} tabIndex={0}>
      <table className="compare figures">
        <caption>{title}</caption>
        <thead>
          <tr>
            {(
              [
                'peer',
                'direction',
                'epoch',
                'sent',
                'processed',
                'parked',
                'rejected',
                'onTheWay',
                'unexplained',
                'countedAt',
              ] as const
            ).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sums.flatMap((sum) => [
            ...sum.to.map((stream) => (
              <StreamRow
                key={`${sum.peer} out ${stream.epoch}`}
                service={service}
                sum={sum}
                way="out"
                stream={stream}
              />
            )),
            ...sum.from.map((stream) => (
              <StreamRow key={`${sum.peer} in ${stream.epoch}`} service={service} sum={sum} way="in" stream={stream} />
            )),
          ])}
        </tbody>
      </table>
    </div>
  );
}

function StreamRow({
  service,
  sum: { peer, countedAt },
  way,
  stream,
}: {
  readonly service: ServiceName;
  readonly sum: Sum;
  readonly way: 'out' | 'in';
  readonly stream: Sum['to'][number] | Sum['from'][number];
}) {
  const { t } = useTranslation('operators');
  const { list } = usePunctuation();
  const words = useLetterWords();
  const search = { service, peer, way, epoch: String(stream.epoch) };
  const link = (count: number) => (
    <Link to="/operators/letters" search={search}>
      {count}
    </Link>
  );
  const missing = 'missing' in stream && stream.missing.length > 0 ? stream : undefined;
  const numbers =
    missing && list(missing.missing.map(([first, last]) => (first === last ? first : `${first}–${last}`)));
  return (
    <tr>
      <th scope="row">{words.peer(peer)}</th>
      <td>{t(way)}</td>
      <td>{stream.epoch}</td>
      <td>{link(stream.sent)}</td>
      <td>{link(stream.processed)}</td>
      <td className={stream.parked > 0 ? 'watch' : ''}>
        {way === 'in' ? (
          <Link to="/operators/parked" search={{ service, peer }}>
            {stream.parked}
          </Link>
        ) : (
          link(stream.parked)
        )}
      </td>
      <td>{link(stream.rejected)}</td>
      <td>{link(stream.underWay)}</td>
      <td className={stream.unexplained === 0 ? '' : 'watch'}>
        {link(stream.unexplained)}
        {missing && (
          <span className="quiet"> {t('missingNumbers', { numbers: numbers ?? '', count: missing.asks })}</span>
        )}
        {'beforeRestore' in stream && stream.beforeRestore > 0 && (
          <span className="quiet"> {t('beforeRestore', { count: stream.beforeRestore })}</span>
        )}
      </td>
      <td>{countedAt ? instantText(countedAt) : t('never')}</td>
    </tr>
  );
}
