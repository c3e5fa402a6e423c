import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ServiceName } from '../../../src/contract.js';
import { streamsQuery } from '../api/letters.js';
import { useLetterWords } from '../cases/letter-words.js';
import { Failure, Tag } from '../ui/index.js';
import { useAge } from './age.js';

/** How the letters of one service to and from each peer stand; each number leads to its letters. */
export function Streams({ service }: { readonly service: ServiceName }) {
  const { t } = useTranslation('operators');
  const words = useLetterWords();
  const age = useAge();
  const { data, error, refetch } = useQuery(streamsQuery(service));
  const title = t('streamsOf', { service: words.service(service) });
  return (
    <>
      <Failure error={error} onRetry={() => void refetch()} />
      <div className="wide" role="region" aria-label={title} tabIndex={0}>
        <table className="compare figures">
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('peer')}</th>
              <th scope="col">{t('last')}</th>
              <th scope="col">{t('unsent')}</th>
              <th scope="col">{t('oldestUnsent')}</th>
              <th scope="col">{t('underWay')}</th>
              <th scope="col">{t('oldestUnderWay')}</th>
              <th scope="col">{t('lastIn')}</th>
              <th scope="col">{t('missing')}</th>
              <th scope="col">{t('heard')}</th>
            </tr>
          </thead>
          <tbody>
            {(data ?? []).map(({ peer, to, from, heardAt, silent }) => {
              const link = (count: number, way: 'out' | 'in') => (
                <Link to="/operators/letters" search={{ service, peer, way }}>
                  {count}
                </Link>
              );
              return (
                <tr key={peer}>
                  <th scope="row">{words.peer(peer)}</th>
                  <td>{link(to.last, 'out')}</td>
                  <td className={to.unsent > 0 ? 'watch' : ''}>{link(to.unsent, 'out')}</td>
                  <td>{age(to.oldestUnsentAt)}</td>
                  <td>{link(to.underWay, 'out')}</td>
                  <td>{age(to.oldestUnderWayAt)}</td>
                  <td>{link(from.last, 'in')}</td>
                  <td className={from.missing > 0 ? 'watch' : ''}>{link(from.missing, 'in')}</td>
                  <td>
                    {age(heardAt)} {silent && <Tag color="warning">{t('silent')}</Tag>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
