import { clockWords } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { useToday } from '../app/officer.js';
import { useSay } from '../i18n/words.js';
import { Tag, Typography } from '../ui/index.js';
import { daysUntil } from '../ui/wording.js';
import { type Limit, limitsOf } from './limits.js';
import type { CaseSeen } from './use-case.js';

/** The limits of a case: what was promised, how much is left, and how long it took where the limit has stopped. */
export function CaseClocks({ seen }: { readonly seen: CaseSeen }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const limits = limitsOf(seen);
  if (limits.length === 0) return null;
  return (
    <section aria-labelledby="case-clocks">
      <Typography.Title level={2} id="case-clocks">
        {t('clocks')}
      </Typography.Title>
      <table className="compare">
        <thead>
          <tr>
            <th scope="col">{t('clock')}</th>
            <th scope="col">{t('promised')}</th>
            <th scope="col">{t('actual')}</th>
          </tr>
        </thead>
        <tbody>
          {limits.map((limit) => (
            <tr key={limit.name}>
              <th scope="row">
                {say(clockWords[limit.name])}
                {limit.startedOn && (
                  <span className="quiet case-began">
                    {t('startedOn')} {limit.startedOn}
                  </span>
                )}
              </th>
              <td>{limit.dueOn}</td>
              <td>
                <Course limit={limit} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Course({ limit: { dueOn, stopped, days: whole } }: { readonly limit: Limit }) {
  const { t } = useTranslation('cases');
  const today = useToday();
  const left = daysUntil(dueOn, stopped?.on ?? today);
  const late = left < 0 && <Tag color="error">{t('daysOver', { count: -left })}</Tag>;
  if (!stopped) return late || <Tag color={left <= 1 ? 'warning' : 'default'}>{t('daysLeft', { count: left })}</Tag>;
  const { on, days } = stopped;
  return (
    <>
      {t('stoppedOn', { on })} {late}
      {days !== undefined && whole !== undefined && (
        <span className="quiet case-began">{t('took', { days, whole })}</span>
      )}
    </>
  );
}
