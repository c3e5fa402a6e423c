import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { ReplayedLetters } from '@yidi/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceName } from '../../../src/contract.js';
import { type ParkedFilter, replayAll, replayCountQuery } from '../api/letters.js';
import { useHasRole } from '../app/officer.js';
import { useLetterWords } from '../cases/letter-words.js';
import { Typography } from '../ui/index.js';
import { Replayed } from './replayed.js';
import { Settle } from './settle.js';

/** Handles again all that the filter names: first how many letters of how many cases that would be, then what became of each. */
export function ReplayMany({
  services,
  filter,
}: {
  readonly services: readonly ServiceName[];
  readonly filter: ParkedFilter;
}) {
  const { t } = useTranslation('operators');
  const words = useLetterWords();
  const queries = useQueryClient();
  const mayReplay = useHasRole('administrator');
  const [done, setDone] = useState<ReplayedLetters>();
  const [reason, setReason] = useState('');
  const counts = useQueries({ queries: services.map((service) => replayCountQuery(service, filter)) });
  const some = services.flatMap((service, nth) => {
    const count = counts[nth]?.data;
    return count && count.letters > 0 ? [{ service, ...count }] : [];
  });
  if (some.length === 0 && !done) return null;
  return (
    <section aria-labelledby="replay-many">
      <Typography.Title level={2} id="replay-many">
        {t('replayMany')}
      </Typography.Title>
      {some.map(({ service, letters, cases }) => (
        <div key={service} className="filters">
          <span>{t('wouldReplay', { service: words.service(service), letters, cases })}</span>
          {mayReplay && (
            <Settle
              id={`replay-why-${service}`}
              name={t('replayThese', { service: words.service(service), count: letters })}
              why={t('replayWhy')}
              reason={reason}
              onReason={setReason}
              act={(key) => replayAll(service, filter, reason, key)}
              onDone={(answer) => {
                setReason('');
                setDone(answer);
                void queries.invalidateQueries({ queryKey: [service, 'list', 'letters'] });
              }}
            />
          )}
        </div>
      ))}
      {done && <Replayed answer={done} />}
    </section>
  );
}
