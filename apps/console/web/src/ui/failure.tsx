import { Alert, Button, Space, Typography } from 'antd';
import type { Problem } from '@yidi/contracts';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Away, Refused, SignedOut } from '../api/refused.js';
import { useLanguage, usePunctuation } from '../i18n/words.js';
import { Conflict } from './conflict.js';
import { useErrorInTitle } from './title.js';

/** What an input is called on the page: by its label, or the legend around it. */
function nameOf(id: string): string {
  const name = document.querySelector(`label[for="${CSS.escape(id)}"], #${CSS.escape(id)} > legend`);
  return name?.textContent?.trim() ?? '';
}

/** Why something was not done or not read: in words, with its number, and what can be done. It takes the focus. */
export function Failure({
  error,
  onRetry,
  kept,
  fields = {},
  explain,
}: {
  readonly error: Error | null;
  readonly onRetry?: (() => void) | undefined;
  /** What the officer had written, shown again when somebody else was faster. */
  readonly kept?: readonly string[];
  /** Where each field stands on the page: id of its input by path. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What else helps, for this refusal. */
  readonly explain?: (problem: Problem) => ReactNode;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { pair } = usePunctuation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) box.current?.focus();
  }, [error]);
  const faults = error instanceof Refused ? error.faults : [];
  useErrorInTitle(faults.length > 0);
  if (!error || error instanceof SignedOut) return null;
  if (error instanceof Refused && error.isConflict) return <Conflict problem={error.problem} kept={kept ?? []} />;

  const refused = error instanceof Refused ? error : undefined;
  const text = refused
    ? language === 'zh'
      ? refused.problem.detailZh || refused.problem.titleZh
      : refused.problem.detail || refused.problem.title
    : error instanceof Away
      ? t('offline')
      : t('broken');
  return (
    <div ref={box} tabIndex={-1} className="failure">
      <Alert
        type="error"
        role="alert"
        showIcon
        title={faults.length > 0 ? t('errorsTitle', { count: faults.length }) : text}
        description={
          <Space orientation="vertical">
            {faults.length > 0 && (
              <ul>
                {faults.map(({ path, message, messageZh }) => {
                  const id = fields[path] ?? path;
                  const said = language === 'zh' ? messageZh : message;
                  const name = nameOf(id);
                  return (
                    <li key={`${path} ${message}`}>
                      <a href={`#${id}`}>{name ? pair(name, said) : said}</a>
                    </li>
                  );
                })}
              </ul>
            )}
            {refused && explain?.(refused.problem)}
            <Space>
              {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
              {refused?.problem.requestId && (
                <Typography.Text copyable={{ text: refused.problem.requestId, tooltips: [t('copy'), t('copied')] }}>
                  {t('requestId', { id: refused.problem.requestId })}
                </Typography.Text>
              )}
            </Space>
          </Space>
        }
      />
    </div>
  );
}
