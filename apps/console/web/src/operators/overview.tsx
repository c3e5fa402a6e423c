import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OutsideView } from '@yidi/contracts';
import { type ServiceName, serviceNames } from '../../../src/contract.js';
import { consoleHealthQuery, healthQuery } from '../api/health.js';
import { quarantineQuery, reconciliationQuery } from '../api/letters.js';
import { useLetterWords } from '../cases/letter-words.js';
import { Alert, Tag, Typography } from '../ui/index.js';
import { useAge } from './age.js';
import { oldestOf, OperatorsPage } from './frame.js';
import { type Part, partsOf } from './parts.js';
import { Streams } from './streams.js';

const tones: Readonly<Record<Part['state'], string>> = {
  ready: 'success',
  degraded: 'warning',
  down: 'error',
  idle: 'default',
  unknown: 'default',
};

/** How everything is, on one page: parts, what to keep an eye on, and the streams to and from every peer. */
export function Overview() {
  const { t } = useTranslation('operators');
  const health = useQueries({ queries: serviceNames.map((service) => healthQuery(service)) });
  return (
    <OperatorsPage title={t('title')} asOf={oldestOf(health)}>
      <Parts />
      <Counts />
      <Typography.Title level={2}>{t('streams')}</Typography.Title>
      {serviceNames.map((service) => (
        <Streams key={service} service={service} />
      ))}
    </OperatorsPage>
  );
}

function Parts() {
  const { t } = useTranslation('operators');
  const words = useLetterWords();
  const own = useQuery(consoleHealthQuery);
  const health = useQueries({ queries: serviceNames.map((service) => healthQuery(service)) });
  const answers = serviceNames.map((service, nth) => [service, health[nth]?.data] as const);
  const parts = partsOf(own.isError ? null : own.data, answers);
  const broken = parts.filter(({ state }) => state === 'down' || state === 'degraded').length;
  const nameOf = ({ name, service }: Part): string => {
    if (!service) return t(name);
    return name === 'service' ? words.service(service) : t(name, { service: words.service(service) });
  };
  return (
    <section aria-labelledby="parts">
      <Alert
        type={broken > 0 ? 'error' : 'success'}
        showIcon
        role="status"
        title={broken > 0 ? t('notWell', { count: broken }) : t('allWell')}
      />
      <Typography.Title level={2} id="parts">
        {t('health')}
      </Typography.Title>
      <table className="compare">
        <thead>
          <tr>
            <th scope="col">{t('part')}</th>
            <th scope="col">{t('state')}</th>
            <th scope="col">{t('lately')}</th>
            <th scope="col">{t('whatToDo')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={`${part.name} ${part.service ?? ''}`}>
              <th scope="row">{nameOf(part)}</th>
              <td>
                <Tag color={tones[part.state]}>{t(part.state)}</Tag>
              </td>
              <td>{part.outside ? <Lately outside={part.outside} /> : null}</td>
              <td>{t(`do.${part.help}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** When it answered, since when it does not, and what waits for it. */
function Lately({ outside }: { readonly outside: OutsideView }) {
  const { t } = useTranslation('operators');
  const age = useAge();
  const { name, answeredAt, failingSince, waiting, running, oldestAt } = outside;
  const lines = [
    failingSince && t('failing', { at: age(failingSince) }),
    (answeredAt || name === 'credit-feed') &&
      t(name === 'credit-feed' ? 'newest' : 'answered', { at: answeredAt ? age(answeredAt) : t('never') }),
    waiting !== undefined && t('waiting', { count: waiting }),
    running !== undefined && t('running', { count: running }),
    oldestAt && t('oldest', { at: age(oldestAt) }),
  ];
  return (
    <ul className="plain">
      {lines.filter(Boolean).map((line) => (
        <li key={String(line)}>{line}</li>
      ))}
    </ul>
  );
}

/** What should be zero; each number leads to its list. */
function Counts() {
  const { t } = useTranslation('operators');
  const words = useLetterWords();
  const health = useQueries({ queries: serviceNames.map((service) => healthQuery(service)) });
  const sums = useQueries({ queries: serviceNames.map((service) => reconciliationQuery(service)) });
  const strays = useQueries({ queries: serviceNames.map((service) => quarantineQuery(service)) });
  const unexplained = sums.flatMap(({ data }) => data ?? []).reduce((sum, peer) => sum + peer.unexplained, 0);
  const kept = strays.flatMap(({ data }) => data?.items ?? []).reduce((sum, one) => sum + one.kept, 0);
  const tile = (count: number): string => `tile${count > 0 ? ' late' : ''}`;
  return (
    <section aria-labelledby="counts">
      <Typography.Title level={2} id="counts">
        {t('counts')}
      </Typography.Title>
      <ul className="tiles">
        {serviceNames.map((service: ServiceName, nth) => {
          const parked = health[nth]?.data?.messaging?.parked;
          return (
            <li key={service}>
              <Link className={tile(parked ?? 0)} to="/operators/parked" search={{ service }}>
                <strong>{parked ?? '—'}</strong>
                {t('parkedCount', { service: words.service(service) })}
              </Link>
            </li>
          );
        })}
        <li>
          <Link className={tile(unexplained)} to="/operators/reconciliation">
            <strong>{unexplained}</strong>
            {t('unexplained')}
          </Link>
        </li>
        <li>
          <Link className={tile(kept)} to="/operators/quarantine">
            <strong>{kept}</strong>
            {t('parts.quarantine')}
          </Link>
        </li>
      </ul>
    </section>
  );
}
