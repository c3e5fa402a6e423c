import { useQuery } from '@tanstack/react-query';
import { printWords } from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Paper, type PrintedPaper, printPaper, type PrintsAt, printsQuery } from '../api/prints.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { ActButton } from '../ui/index.js';

/** The papers that can be printed now; each print is a numbered copy, made by the server and noted there. */
export function PrintButtons({
  at = 'intake',
  id,
  first,
  only,
}: {
  readonly at?: PrintsAt;
  readonly id: string;
  readonly first?: PrintedPaper;
  /** Nothing but this paper. */
  readonly only?: PrintedPaper;
}) {
  const { t } = useTranslation('acceptance');
  const say = useSay();
  const { comma, pair } = usePunctuation();
  const { data, refetch } = useQuery(printsQuery(at, id));
  const [done, setDone] = useState('');
  const papers = (data?.printable ?? [])
    .filter((kind) => only === undefined || kind === only)
    // A receipt comes out of the desk's printer, or out of a till's.
    .flatMap((kind): Paper[] => (kind === 'receipt' ? [{ kind }, { kind, size: '80mm' }] : [{ kind }]));
  return (
    <div className="slot-acts">
      {papers.map(({ kind, size }) => (
        <ActButton
          key={`${kind} ${size}`}
          {...(kind === first && !size ? { type: 'primary' as const, size: 'large' as const } : {})}
          act={(key) => printPaper(at, id, { kind, size }, key)}
          onDone={({ copy, missingCharacters, pdf }) => {
            window.open(URL.createObjectURL(pdf), '_blank', 'noopener');
            const printed = pair(say(printWords[kind]), t('printed', { copy }));
            setDone(
              missingCharacters > 0 ? comma(printed, t('missingCharacters', { count: missingCharacters })) : printed,
            );
            void refetch();
          }}
        >
          {t(size ? 'printRoll' : 'print', { paper: say(printWords[kind]) })}
        </ActButton>
      ))}
      <span role="status">{done}</span>
    </div>
  );
}
