import type { ApplicationView } from '@yidi/contracts';
import { citationOfPolicy, openFindings, policyOf, ruleWords } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { actOn } from '../api/intake.js';
import { useSay } from '../i18n/words.js';
import { ActButton, Alert } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { FindingCard } from './finding-card.js';
import { PrintButtons } from './print-buttons.js';

/** Every rule's answer: what stands in the way first, explained; what passed below. */
export function ScreeningStep({
  the,
  onChanged,
}: {
  readonly the: ApplicationView;
  readonly onChanged: (next: ApplicationView) => void;
}) {
  const { t } = useTranslation('acceptance');
  const say = useSay();
  const { screening } = the;
  const again = (
    <ActButton
      {...(screening ? {} : { type: 'primary' as const, size: 'large' as const })}
      act={(key) => actOn(the, 'screen', {}, key)}
      onDone={onChanged}
    >
      {screening ? t('screenAgain') : t('screen')}
    </ActButton>
  );
  if (!screening) {
    return (
      <>
        <p>{t('screenLead')}</p>
        {again}
      </>
    );
  }
  const open = openFindings(screening);
  const policy = policyOf(screening);
  const noted = screening.findings.filter(({ answer }) => answer !== 'pass');
  const passed = screening.findings.filter(({ answer }) => answer === 'pass');
  return (
    <>
      <Alert
        type={open.length > 0 ? 'warning' : 'success'}
        showIcon
        role="status"
        title={open.length > 0 ? t('open', { count: open.length }) : t('clean')}
        description={
          <data value={`${policy.family} ${policy.version}`}>
            {t('askedAt', { at: instantText(screening.askedAt), source: citationOfPolicy(policy.family) })}
          </data>
        }
      />
      {noted.map((finding) => (
        <FindingCard key={finding.rule} the={the} finding={finding} onChanged={onChanged} />
      ))}
      {noted.some(({ answer }) => answer === 'needs') && <PrintButtons id={the.id} only="missing-papers" />}
      <details>
        <summary>{t('passed', { count: passed.length })}</summary>
        <ul>
          {passed.map(({ rule }) => (
            <li key={rule}>{say(ruleWords[rule].name)}</li>
          ))}
        </ul>
      </details>
      {again}
    </>
  );
}
