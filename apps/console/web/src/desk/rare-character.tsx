import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Input } from '../ui/index.js';

/** The Hanzi of a code point as somebody writes it: `U+2CC56`, `2cc56`. */
export function hanziOf(text: string): string | undefined {
  const code = /^\s*(?:[uU]\+)?([0-9a-fA-F]{4,6})\s*$/.exec(text)?.[1];
  if (code === undefined || Number.parseInt(code, 16) > 0x10_ff_ff) return undefined;
  const character = String.fromCodePoint(Number.parseInt(code, 16));
  return /^[\p{Script=Han}\uE000-\uF8FF]$/u.test(character) ? character : undefined;
}

/** The code points of a text: who doubts a rare character compares them. */
export const codesOf = (text: string): string =>
  Array.from(text, (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`).join(' ');

/** Characters that keyboards may not give, by their reading without its tone: a file of its own, fetched when it is asked for. */
const readingsQuery = queryOptions({
  queryKey: ['readings'],
  queryFn: async (): Promise<Readonly<Record<string, string>>> => (await import('./readings.json')).default,
  staleTime: 'static',
});

/** What a reading is looked up by: `lü`, `Lv` and `LV ` are one. */
const plainReading = (text: string): string => text.trim().toLowerCase().replaceAll('ü', 'v');

/** Characters that the keyboard does not give are entered by their code point, or found by their reading. */
export function RareCharacter({ onInsert }: { readonly onInsert: (character: string) => void }) {
  const { t } = useTranslation('acceptance');
  const [shown, setShown] = useState(false);
  const [typed, setTyped] = useState('');
  const { data: readings } = useQuery({ ...readingsQuery, enabled: shown });
  const character = hanziOf(typed);
  const found = Array.from(readings?.[plainReading(typed)] ?? '');
  if (!shown) {
    return (
      <Button size="small" className="field-button" onClick={() => setShown(true)}>
        {t('rare')}
      </Button>
    );
  }
  const insert = (chosen: string | undefined): void => {
    if (chosen === undefined) return;
    onInsert(chosen);
    setTyped('');
    setShown(false);
  };
  return (
    <div className="rare">
      <Input
        autoFocus
        aria-label={t('rareHint')}
        placeholder={t('rareHint')}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={() => insert(character)}
      />
      {found.length === 0 ? (
        <Button disabled={character === undefined} onClick={() => insert(character)}>
          {character === undefined && typed !== '' ? t('rareWrong') : t('rareInsert', { character: character ?? '' })}
        </Button>
      ) : (
        <>
          <span role="status">{t('rareFound', { count: found.length })}</span>
          <ul className="rare-found" lang="zh-CN">
            {found.map((one) => (
              <li key={one}>
                <button type="button" onClick={() => insert(one)}>
                  {one}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
