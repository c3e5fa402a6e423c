import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { applicationStateWords, CitizenNumberText, plainForm } from '@yidi/domain';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { personCasesQuery } from '../api/intake.js';
import { viewsQuery } from '../api/me.js';
import { useSay } from '../i18n/words.js';
import { Input, Modal } from '../ui/index.js';
import { navFor } from './nav.js';
import { useHasRole, useMe } from './officer.js';
import { usePrefer } from './preferences.js';
import { parseSearch } from './search.js';
import './comfort.css';

interface Entry {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly run: () => void;
}

/** One box for everything: pages, saved views and acts that this officer has, and cases by number. */
export function Palette({ onClose, onHelp }: { readonly onClose: () => void; readonly onHelp: () => void }) {
  const { t } = useTranslation('comfort');
  const list = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const words = text.trim().toLowerCase();
  const all = useEntries(onHelp);
  const { entries: cases, said } = useCases(text);
  const entries = [...cases, ...all.filter(({ name }) => name.toLowerCase().includes(words))];
  const chosen = Math.min(at, entries.length - 1);
  const run = (entry: Entry | undefined): void => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt((chosen + 1) % Math.max(1, entries.length));
    else if (event.key === 'ArrowUp') setAt((chosen - 1 + entries.length) % Math.max(1, entries.length));
    else if (event.key === 'Enter') run(entries[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal open title={t('palette')} onCancel={onClose} footer={null} className="palette">
      <Input
        autoFocus
        role="combobox"
        aria-label={t('paletteHint')}
        aria-expanded
        aria-controls={list}
        aria-activedescendant={entries[chosen] ? `${list}-${chosen}` : undefined}
        autoComplete="off"
        placeholder={t('paletteHint')}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <ul id={list} role="listbox" aria-label={t('palette')} className="palette-list">
        {entries.map((entry, index) => (
          <li
            key={entry.key}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === chosen}
            ref={index === chosen ? (line) => line?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => run(entry)}
          >
            {entry.name} <span className="quiet">{entry.kind}</span>
          </li>
        ))}
      </ul>
      <p role="status">{entries.length === 0 ? (said ?? t('nothing')) : said}</p>
    </Modal>
  );
}

function useEntries(onHelp: () => void): readonly Entry[] {
  const { t } = useTranslation('comfort');
  const { t: ta } = useTranslation();
  const navigate = useNavigate();
  const { officer, preferences } = useMe();
  const mayStart = useHasRole('clerk', 'accepting-officer');
  const prefer = usePrefer();
  const { data } = useQuery(viewsQuery);
  const other = preferences.mode === 'dark' ? 'light' : 'dark';
  const start = (): void =>
    void navigate({
      to: '/desk/new/$draft',
      params: { draft: crypto.randomUUID() },
      search: { fresh: 'yes' },
    });
  return [
    ...navFor(officer.roles).map(({ to, search, name }) => ({
      key: name,
      kind: t('goTo'),
      name: ta(`nav.${name}`),
      run: () => void navigate({ to, ...(search ? { search } : {}) }),
    })),
    ...(data?.items ?? []).map(({ id, name, page, query }) => ({
      key: id,
      kind: t('view'),
      name,
      run: () => void navigate({ to: page, search: parseSearch(query) }),
    })),
    ...(mayStart ? [{ key: 'new', kind: t('act'), name: t('newCase'), run: start }] : []),
    { key: 'settings', kind: t('goTo'), name: t('settings'), run: () => void navigate({ to: '/settings' }) },
    {
      key: 'mode',
      kind: t('act'),
      name: other === 'dark' ? t('toDark') : t('toLight'),
      run: () => prefer({ mode: other }),
    },
    { key: 'keys', kind: t('act'), name: t('showKeys'), run: onHelp },
  ];
}

/** A whole citizen number finds the applications of its person; the look is logged, and the number stands in no address. */
function useCases(text: string): { readonly entries: readonly Entry[]; readonly said?: string } {
  const { t } = useTranslation('comfort');
  const say = useSay();
  const navigate = useNavigate();
  const reads = useHasRole('clerk', 'accepting-officer', 'supervisor');
  const number = CitizenNumberText.safeParse(plainForm(text).toUpperCase()).data;
  const { data } = useQuery({ ...personCasesQuery(number ?? ''), enabled: reads && number !== undefined });
  if (!data || number === undefined) return { entries: [] };
  const entries = data.items.map(({ id, acceptanceNumber, person, state }) => ({
    key: id,
    kind: t('found'),
    name: `${acceptanceNumber ?? '—'} ${person.name} ${say(applicationStateWords[state])}`,
    run: () => void navigate({ to: '/applications/$id', params: { id } }),
  }));
  return { entries, ...(entries.length === 0 ? { said: t('notFound') } : {}) };
}
