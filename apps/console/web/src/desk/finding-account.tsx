import {
  type FindingAnswer,
  findingAnswerWords,
  itemWords,
  paperWords,
  refusalRules,
  roleWords,
  RuleId,
  type ToldScreening,
  type Words,
} from '@yidi/domain';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePunctuation, useSay } from '../i18n/words.js';
import { StateTag } from '../ui/index.js';
import './desk.css';

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

/** What a rule says of itself; nothing where only another bureau knows it. */
export function ruleOf(id: string): (typeof refusalRules)[RuleId] | undefined {
  const known = RuleId.safeParse(id);
  return known.success ? refusalRules[known.data] : undefined;
}

/** One rule's answer with its question, reasons, source, what the applicant can do, and who settled it; below it whatever is given. */
export function FindingAccount({
  finding: { rule: id, answer, because, settled },
  children,
}: {
  readonly finding: ToldScreening['findings'][number];
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('acceptance');
  const { aside, list } = usePunctuation();
  const say = useSay();
  const rule = ruleOf(id);
  const reason = (code: string): string =>
    code
      .split('|')
      .map((part) => say(rule?.because[part] ?? shared[part]) || part)
      .join(' / ');
  const verdictOf = ({ by, verdict, grounds, awaits, second }: NonNullable<typeof settled>): string => {
    const words = t('settledAs', { officer: by.name, verdict: t(verdict), grounds });
    return awaits && !second ? aside(words, t('awaits', { role: say(roleWords[awaits]) })) : words;
  };
  return (
    <article className="finding" aria-labelledby={`finding-${id}`}>
      <h3 id={`finding-${id}`}>
        {say(rule?.name) || id} <StateTag words={findingAnswerWords[answer]} tone={tones[answer]} />
      </h3>
      {rule && <p>{say(rule.question)}</p>}
      {because.length > 0 && (
        <ul>
          {because.map((code) => (
            <li key={code}>{reason(code)}</li>
          ))}
        </ul>
      )}
      {rule && <p>{t('canDo', { remedy: say(rule.remedy) })}</p>}
      {rule && rule.lifts.length > 0 && (
        <p>{t('lifts', { papers: list(rule.lifts.map((kind) => say(paperWords[kind]))) })}</p>
      )}
      {rule && <p className="quiet">{t('source', { source: rule.source })}</p>}
      {settled && <p>{verdictOf(settled)}</p>}
      {children}
    </article>
  );
}
