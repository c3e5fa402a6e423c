import type { ApplicationView } from '@yidi/contracts';
import {
  findingAnswerWords,
  itemWords,
  paperWords,
  policyOf,
  refusalRules,
  roleWords,
  type Finding,
  type FindingAnswer,
  type Words,
} from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOn } from '../api/intake.js';
import { useMe } from '../app/officer.js';
import { useSay } from '../i18n/words.js';
import { ActButton, Button, Input, Radio, StateTag } from '../ui/index.js';

const tones: Readonly<Record<FindingAnswer, 'plain' | 'good' | 'warning' | 'bad'>> = {
  pass: 'good',
  refuse: 'bad',
  suspend: 'bad',
  needs: 'warning',
  warn: 'plain',
  confirm: 'warning',
  unverified: 'plain',
};
const shared: Readonly<Record<string, Words>> = { ...paperWords, ...itemWords };

/** One rule's answer with its question, reasons, source, what the applicant can do, and what an officer can do about it. */
export function FindingCard({
  the,
  finding,
  onChanged,
}: {
  readonly the: ApplicationView;
  readonly finding: Finding;
  readonly onChanged: (next: ApplicationView) => void;
}) {
  const { t } = useTranslation('acceptance');
  const say = useSay();
  const rule = refusalRules[finding.rule];
  const reason = (code: string): string =>
    code
      .split('|')
      .map((part) => say(rule.because[part] ?? shared[part]) || part)
      .join(' / ');
  const { settled } = finding;
  return (
    <article className="finding" aria-labelledby={`finding-${finding.rule}`}>
      <h3 id={`finding-${finding.rule}`}>
        {say(rule.name)} <StateTag words={findingAnswerWords[finding.answer]} tone={tones[finding.answer]} />
      </h3>
      <p>{say(rule.question)}</p>
      {finding.because.length > 0 && (
        <ul>
          {finding.because.map((code) => (
            <li key={code}>{reason(code)}</li>
          ))}
        </ul>
      )}
      <p>{t('canDo', { remedy: say(rule.remedy) })}</p>
      {rule.lifts.length > 0 && (
        <p>{t('lifts', { papers: rule.lifts.map((kind) => say(paperWords[kind])).join('、') })}</p>
      )}
      <p className="quiet">{t('source', { source: rule.source })}</p>
      {settled && (
        <p>
          {t('settledAs', { officer: settled.by.name, verdict: t(settled.verdict), grounds: settled.grounds })}
          {settled.awaits && !settled.second && `（${t('awaits', { role: say(roleWords[settled.awaits]) })}）`}
        </p>
      )}
      <Decide the={the} finding={finding} onChanged={onChanged} />
    </article>
  );
}

/** What this officer may do about a finding; a clerk is told whose matter it is. */
function Decide({ the, finding, onChanged }: Parameters<typeof FindingCard>[0]) {
  const { t } = useTranslation('acceptance');
  const say = useSay();
  const { officer } = useMe();
  const [what, setWhat] = useState<'settle' | 'refuse' | 'suspend'>();
  const { rule, answer, settled } = finding;
  const may = (act: string): boolean => the.availableActs.includes(act);
  const confirms = refusalRules[rule].confirmed;
  const overridable = the.screening && policyOf(the.screening).overrides.some((each) => each.rule === rule);
  const canSettle = may('settle-finding') && (answer === 'confirm' || overridable) && !settled?.second;
  const canRefuse = may('refuse') && (answer === 'refuse' || (answer === 'confirm' && confirms === 'refusal'));
  const canSuspend = may('suspend') && (answer === 'suspend' || (answer === 'confirm' && confirms === 'suspension'));
  const awaited = settled?.awaits !== undefined && !settled.second && may('countersign');
  if (answer === 'pass' || answer === 'warn' || answer === 'unverified' || answer === 'needs') return null;
  if (!canSettle && !canRefuse && !canSuspend && !awaited) return <p className="quiet">{t('forOfficer')}</p>;
  return (
    <div className="decide">
      {awaited && settled.awaits && officer.roles.includes(settled.awaits) && (
        <ActButton act={(key) => actOn(the, 'countersign', { rule }, key)} onDone={onChanged}>
          {t('countersign')}
        </ActButton>
      )}
      <div className="slot-acts">
        {canSettle && <Button onClick={() => setWhat('settle')}>{t('settle')}</Button>}
        {canRefuse && (
          <Button danger onClick={() => setWhat('refuse')}>
            {t('refuse')}
          </Button>
        )}
        {canSuspend && (
          <Button danger onClick={() => setWhat('suspend')}>
            {t('suspend')}
          </Button>
        )}
      </div>
      {what === 'settle' && <Settle the={the} rule={rule} onChanged={onChanged} />}
      {(what === 'refuse' || what === 'suspend') && (
        <Turn the={the} rule={rule} act={what} words={say(refusalRules[rule].remedy)} onChanged={onChanged} />
      )}
    </div>
  );
}

interface Deciding {
  readonly the: ApplicationView;
  readonly rule: Finding['rule'];
  readonly onChanged: (next: ApplicationView) => void;
}

function Settle({ the, rule, onChanged }: Deciding) {
  const { t } = useTranslation('acceptance');
  const [verdict, setVerdict] = useState<'lifted' | 'stands'>('lifted');
  const [grounds, setGrounds] = useState('');
  return (
    <div className="form">
      <Radio.Group
        aria-label={t('settle')}
        value={verdict}
        onChange={({ target }) => setVerdict(target.value === 'stands' ? 'stands' : 'lifted')}
        options={[
          { value: 'lifted', label: t('lifted') },
          { value: 'stands', label: t('stands') },
        ]}
      />
      <label className="field">
        {t('grounds')}
        <Input.TextArea value={grounds} rows={2} maxLength={1000} onChange={({ target }) => setGrounds(target.value)} />
      </label>
      <ActButton
        type="primary"
        disabled={grounds.trim() === ''}
        kept={[grounds]}
        act={(key) => actOn(the, 'settle-finding', { rule, verdict, grounds }, key)}
        onDone={onChanged}
      >
        {t('settle')}：{t(verdict)}
      </ActButton>
    </div>
  );
}

function Turn({
  the,
  rule,
  act,
  words: proposed,
  onChanged,
}: Deciding & { readonly act: 'refuse' | 'suspend'; readonly words: string }) {
  const { t } = useTranslation('acceptance');
  const [words, setWords] = useState(proposed);
  return (
    <div className="form">
      <label className="field">
        {t('refuseWords')}
        <Input.TextArea
          autoFocus
          value={words}
          rows={2}
          maxLength={1000}
          onChange={({ target }) => setWords(target.value)}
        />
      </label>
      <ActButton
        type="primary"
        danger
        disabled={words.trim() === ''}
        kept={[words]}
        act={(key) => actOn(the, act, { rule, words }, key)}
        onDone={onChanged}
      >
        {t(act === 'refuse' ? 'refuseSend' : 'suspendSend')}
      </ActButton>
    </div>
  );
}
