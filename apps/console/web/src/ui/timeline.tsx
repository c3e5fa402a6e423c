import type { HistoryEntry } from '@yidi/contracts';
import { Typography } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useBureauName } from '../app/officer.js';
import { usePunctuation } from '../i18n/words.js';
import { instantText, useActName, useRefusedWords } from './wording.js';

/** What happened, the newest first as on every page: when, what, who, of which bureau. */
export function Timeline({
  title,
  entries = [],
}: {
  readonly title: string;
  readonly entries?: readonly z.infer<typeof HistoryEntry>[] | undefined;
}) {
  const id = useId();
  const { comma } = usePunctuation();
  const act = useActName();
  const bureau = useBureauName();
  return (
    <section aria-labelledby={id}>
      <Typography.Title level={2} id={id}>
        {title}
      </Typography.Title>
      <ol className="timeline">
        {entries.toReversed().map((entry) => (
          <li key={`${entry.revision} ${entry.at} ${entry.act}`}>
            <time dateTime={entry.at}>{instantText(entry.at)}</time> <strong>{act(entry.act)}</strong>{' '}
            <span>{comma(entry.by.name, bureau(entry.by.bureau))}</span>
            <NotDone note={entry.note} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What was tried and refused is no act that was done: said with why. */
export function NotDone({ note }: { readonly note: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const { pair } = usePunctuation();
  const why = useRefusedWords()(note);
  return why === undefined ? null : <span className="field-fault"> {pair(t('notDone'), why)}</span>;
}
