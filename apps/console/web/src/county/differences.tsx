import { diffArrays } from 'diff';
import type { Comparison } from '@yidi/domain';
import { Ethnicity, ethnicityWords, itemWords, sexWords } from '@yidi/domain';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../i18n/words.js';
import { Alert, Button, Flex, Tag, Typography } from '../ui/index.js';

type Row = Comparison[number];

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const charactersOf = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);
const codePointsOf = (text: string): string =>
  Array.from(text, (character) => `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`).join(
    ' ',
  );

/** Declared beside registered, item by item; what differs is marked by sign, word and colour, and can be jumped to. */
export function Differences({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation('county');
  const [showSame, setShowSame] = useState(false);
  const [codes, setCodes] = useState(false);
  const same = comparison.filter(({ verdict }) => verdict === 'same');
  const rows = showSame ? comparison : comparison.filter(({ verdict }) => verdict !== 'same');
  const unread = comparison.every(({ verdict }) => verdict === 'unverified');
  return (
    <section aria-labelledby="compare">
      <Flex justify="space-between" align="baseline" wrap gap={8}>
        <Typography.Title level={2} id="compare">
          {t('compare')}
        </Typography.Title>
        <Flex gap={8}>
          {same.length > 0 && (
            <Button size="small" aria-expanded={showSame} onClick={() => setShowSame(!showSame)}>
              {showSame ? t('hideSame') : t('showSame')}
            </Button>
          )}
          <Button size="small" aria-pressed={codes} onClick={() => setCodes(!codes)}>
            {codes ? t('hideCodePoints') : t('codePoints')}
          </Button>
        </Flex>
      </Flex>
      {unread && <Alert type="warning" role="status" showIcon title={t('unread')} />}
      {rows.length > 0 && (
        <table className="compare" aria-labelledby="compare">
          <thead>
            <tr>
              {(['item', 'declared', 'registered', 'verdict'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.item} row={row} codes={codes} />
            ))}
          </tbody>
        </table>
      )}
      {!showSame && same.length > 0 && <p>✓ {t(rows.length > 0 ? 'sameFolded' : 'allSame', { count: same.length })}</p>}
    </section>
  );
}

function Line({ row, codes }: { readonly row: Row; readonly codes: boolean }) {
  const { t } = useTranslation('county');
  const say = useSay();
  const { item, declared, registered, verdict } = row;
  const shown = (text: string): string => {
    if (item === 'sex') return say(sexWords[text as keyof typeof sexWords]) || text;
    const ethnicity = item === 'ethnicity' ? Ethnicity.safeParse(text).data : undefined;
    return ethnicity ? say(ethnicityWords(ethnicity)) : text;
  };
  const coded = (text: string): string => (item === 'sex' || item === 'ethnicity' ? text : codePointsOf(text));
  const [left, right] =
    verdict === 'differs'
      ? marked(shown(declared), shown(registered ?? ''))
      : [shown(declared), shown(registered ?? '—')];
  const different = verdict !== 'same';
  return (
    <tr
      className={different ? 'different' : undefined}
      tabIndex={different ? -1 : undefined}
      data-difference={different}
    >
      <th scope="row">{say(itemWords[item])}</th>
      <td>
        {left}
        {codes && <small className="codes">{coded(declared)}</small>}
      </td>
      <td>
        {right}
        {codes && registered !== null && <small className="codes">{coded(registered)}</small>}
      </td>
      <td>
        <Tag color={verdict === 'same' ? 'success' : verdict === 'differs' ? 'error' : 'warning'}>
          {verdict === 'same' ? '✓' : verdict === 'differs' ? '≠' : '?'} {t(verdict)}
        </Tag>
      </td>
    </tr>
  );
}

/** The two texts with what only one of them has in marks. */
function marked(declared: string, registered: string): [ReactNode, ReactNode] {
  const parts = diffArrays(charactersOf(declared), charactersOf(registered));
  const side = (other: 'added' | 'removed', own: 'added' | 'removed'): ReactNode =>
    parts
      .filter((part) => !part[other])
      .map((part, at) => (part[own] ? <mark key={at}>{part.value.join('')}</mark> : part.value.join('')));
  return [side('added', 'removed'), side('removed', 'added')];
}
