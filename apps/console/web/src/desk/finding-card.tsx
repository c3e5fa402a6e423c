import type { ApplicationView } from '@yidi/contracts';
import { type Finding, policyOf, refusalRules, refuses, suspends, verdictsOn } from '@yidi/domain';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOn } from '../api/intake.js';
import { useMe } from '../app/officer.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { useTyped, useTypedPage } from '../typed/typed.js';
import { ActButton, Button, Input, Radio } from '../ui/index.js';
import { FindingAccount } from './finding-account.js';

const ways = ['settle', 'refuse', 'suspend'] as const;
/** Name of what is typed about a finding, one way or the other. */
const wordsOn = (rule: Finding['rule'], way: (typeof ways)[number] | '' = ''): string => `finding.${rule}.${way}`;

/** Answers that a slip at the keyboard brings about as well. */
const ofTyping: readonly Finding['rule'][] = ['item-changed', 'declared-items', 'registration'];

/** One rule's answer, and what an officer can do about it. */
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
  return (
    <FindingAccount finding={finding}>
      {ofTyping.includes(finding.rule) && finding.answer !== 'pass' && (
        <p>
          {t('checkTyped')}
          <Link to="/desk/$id" params={{ id: the.id }} search={{ step: 'person' }}>
            {t('steps.person')}
          </Link>
        </p>
      )}
      <Decide the={the} finding={finding} onChanged={onChanged} />
    </FindingAccount>
  );
}

/** What this officer may do about a finding; a clerk is told whose matter it is. */
function Decide({ the, finding, onChanged }: Parameters<typeof FindingCard>[0]) {
  const { t } = useTranslation('acceptance');
  const say = useSay();
  const { officer } = useMe();
  const { texts, drop } = useTypedPage();
  const { rule, answer, settled } = finding;
  const begun = ways.find((way) => texts[wordsOn(rule, way)]);
  const [chosen, setWhat] = useState<(typeof ways)[number]>();
  const what = chosen ?? begun;
  const changed = (next: ApplicationView): void => {
    drop(wordsOn(rule));
    onChanged(next);
  };
  const may = (act: string): boolean => the.availableActs.includes(act);
  const verdicts = the.screening ? verdictsOn(finding, policyOf(the.screening)) : [];
  const canSettle = may('settle-finding') && verdicts.length > 0 && !settled?.second;
  const canRefuse = may('refuse') && refuses(finding);
  const canSuspend = may('suspend') && suspends(finding);
  const awaited = settled?.awaits !== undefined && !settled.second && may('countersign');
  if (answer === 'pass' || answer === 'warn' || answer === 'unverified' || answer === 'needs') return null;
  if (!canSettle && !canRefuse && !canSuspend && !awaited) return <p className="quiet">{t('forOfficer')}</p>;
  return (
    <div className="decide">
      {awaited && settled.awaits && officer.roles.includes(settled.awaits) && (
        <ActButton act={(key) => actOn(the, 'countersign', { rule }, key)} onDone={changed}>
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
      {what === 'settle' && canSettle && <Settle the={the} rule={rule} verdicts={verdicts} onChanged={changed} />}
      {((what === 'refuse' && canRefuse) || (what === 'suspend' && canSuspend)) && (
        <Turn the={the} rule={rule} act={what} words={say(refusalRules[rule].remedy)} onChanged={changed} />
      )}
    </div>
  );
}

interface Deciding {
  readonly the: ApplicationView;
  readonly rule: Finding['rule'];
  readonly onChanged: (next: ApplicationView) => void;
}

function Settle({ the, rule, verdicts, onChanged }: Deciding & { readonly verdicts: ReturnType<typeof verdictsOn> }) {
  const { t } = useTranslation('acceptance');
  const { pair } = usePunctuation();
  const [verdict, setVerdict] = useState(verdicts.at(-1) ?? 'stands');
  const [grounds, setGrounds] = useTyped(wordsOn(rule, 'settle'));
  return (
    <div className="form">
      <Radio.Group
        aria-label={t('settle')}
        value={verdict}
        onChange={({ target }) => setVerdict(target.value === 'stands' ? 'stands' : 'lifted')}
        options={verdicts.toReversed().map((value) => ({ value, label: t(value) }))}
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
        {pair(t('settle'), t(verdict))}
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
  const [words, setWords] = useTyped(wordsOn(rule, act), proposed);
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
