import { clockWords } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { useToday } from '../app/officer.js';
import { useSay } from '../i18n/words.js';
import { Tag, Typography } from '../ui/index.js';
import { daysUntil } from '../ui/wording.js';
import type { CaseEntry } from './timeline-entries.js';
import type { CaseSeen } from './use-case.js';

/** Which act ends a limit. */
const endedBy: Readonly<Record<keyof typeof clockWords, readonly string[]>> = {
  county: ['take-issue', 'take-refusal', 'issue', 'refuse'],
  production: ['take-made', 'take-arrival', 'verify'],
  whole: ['collect', 'take-collection', 'take-refusal', 'withdraw'],
};

const chinaDay = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);

/** The day on which a limit was met or missed, as far as this bureau knows. */
function endOf(name: keyof typeof clockWords, entries: readonly CaseEntry[]): string | undefined {
  const acts = entries.flatMap((entry) =>
    entry.kind === 'act' ? [entry.act] : entry.kind === 'letter' ? [...entry.acts] : [],
  );
  const found = acts.find(({ act }) => endedBy[name].includes(act));
  return found && chinaDay(found.at);
}

/** The limits of a case: what was promised, and when it was done. */
export function CaseClocks({ seen }: { readonly seen: CaseSeen }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const { application, review, cards, entries } = seen;
  const last = cards[cards.length - 1];
  const clocks = application?.clocks ?? (review ? [review.clock] : []);
  const rows = [
    ...clocks.map(({ name, startedOn, dueOn }) => ({ name, startedOn, dueOn })),
    ...(last && !clocks.some(({ name }) => name === 'production')
      ? [{ name: 'production' as const, startedOn: undefined, dueOn: last.dueOn }]
      : []),
  ];
  if (rows.length === 0) return null;
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
          {rows.map(({ name, startedOn, dueOn }) => (
            <tr key={name}>
              <th scope="row">
                {say(clockWords[name])}
                {startedOn && <span className="quiet case-began">{` ${t('startedOn')} ${startedOn}`}</span>}
              </th>
              <td>{dueOn}</td>
              <td>
                <Ended on={endOf(name, entries)} due={dueOn} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Ended({ on, due }: { readonly on: string | undefined; readonly due: string }) {
  const { t } = useTranslation('cases');
  const today = useToday();
  const left = daysUntil(due, on ?? today);
  const late = left < 0 && <Tag color="error">{t('daysOver', { count: -left })}</Tag>;
  if (on) {
    return (
      <>
        {on} {late}
      </>
    );
  }
  return late || <Tag color={left <= 1 ? 'warning' : 'default'}>{t('daysLeft', { count: left })}</Tag>;
}
