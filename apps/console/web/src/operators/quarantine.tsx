import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { serviceNames } from '../../../src/contract.js';
import { quarantineQuery } from '../api/letters.js';
import { useLetterWords } from '../cases/letter-words.js';
import { Failure } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { oldestOf, OperatorsPage } from './frame.js';

/** Records that prove no sender, counted by reason and by whom they name. */
export function QuarantinePage() {
  const { t } = useTranslation('operators');
  const words = useLetterWords();
  const answers = useQueries({ queries: serviceNames.map((service) => quarantineQuery(service)) });
  const rows = serviceNames.flatMap((service, nth) =>
    (answers[nth]?.data?.items ?? []).map((item) => ({ service, ...item })),
  );
  const known = answers.every(({ data }) => data !== undefined);
  return (
    <OperatorsPage title={t('quarantine')} asOf={oldestOf(answers)}>
      <p>{t('quarantineLead')}</p>
      <Failure error={answers.find(({ error }) => error)?.error ?? null} />
      {known && rows.length === 0 && <p role="status">{t('nothingQuarantined')}</p>}
      {rows.length > 0 && (
        <div className="wide" role="region" aria-label={t('quarantine')} tabIndex={0}>
          <table className="compare figures">
            <thead>
              <tr>
                {(['service', 'reason', 'claimed', 'kept', 'times', 'firstAt'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ service, reason, claimedSender, kept, times, firstAt }) => (
                <tr key={`${service} ${reason} ${claimedSender ?? ''}`}>
                  <th scope="row">{words.service(service)}</th>
                  <td>{words.quarantine(reason)}</td>
                  <td>{claimedSender ? words.peer(claimedSender) : t('nobody')}</td>
                  <td>{kept}</td>
                  <td>{times}</td>
                  <td>{instantText(firstAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </OperatorsPage>
  );
}
