import { useQuery } from '@tanstack/react-query';
import { citationOfPolicy, outcomeWords } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { explanationOf } from '../api/case.js';
import { FindingAccount, ruleOf } from '../desk/finding-account.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { Alert, Failure, Typography } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import type { CaseSeen } from './use-case.js';

/** Why the case was answered so: every rule asked, what it answered, on which source, and who settled it. */
export function CaseWhy({ seen: { id, application, review } }: { readonly seen: CaseSeen }) {
  const { t } = useTranslation('cases');
  const { list } = usePunctuation();
  const { t: ta } = useTranslation('acceptance');
  const say = useSay();
  const screening = application ? application.screening : review?.screening;
  const atDesk = application !== null && application.screening !== null;
  // Answers are replayed where they were given; the county has them by letter.
  const { data: explained, error } = useQuery({ ...explanationOf(id), enabled: atDesk });
  if (!screening) return null;
  const { policy, askedAt, findings } = screening;
  const noted = findings.filter(({ answer }) => answer !== 'pass');
  const passed = findings.filter(({ answer }) => answer === 'pass');
  const differs = explained?.differs ?? [];
  return (
    <section aria-labelledby="case-why">
      <Typography.Title level={2} id="case-why">
        {t('why')}
      </Typography.Title>
      <p>
        {explained && `${say(outcomeWords[explained.outcome])} · `}
        <data value={`${policy.family} ${policy.version}`}>
          {ta('askedAt', { at: instantText(askedAt), source: citationOfPolicy(policy.family) })}
        </data>
        {atDesk && explained && differs.length === 0 && ` · ${t('replayed')}`}
      </p>
      <Failure error={error} />
      {differs.length > 0 && (
        <Alert
          type="error"
          role="alert"
          showIcon
          title={t('differs', { rules: list(differs.map((rule) => say(ruleOf(rule)?.name) || rule)) })}
        />
      )}
      {noted.map((finding) => (
        <FindingAccount key={finding.rule} finding={finding} />
      ))}
      <details>
        <summary>{ta('passed', { count: passed.length })}</summary>
        <ul>
          {passed.map(({ rule }) => (
            <li key={rule}>
              {say(ruleOf(rule)?.name) || rule} <span className="quiet">{ruleOf(rule)?.source}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
