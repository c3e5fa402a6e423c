import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { applicationStateWords } from '@yidi/domain';
import type { InputRef } from 'antd';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v4 as newId } from 'uuid';
import { findByNumber } from '../api/find.js';
import { personCasesQuery } from '../api/intake.js';
import { viewsQuery } from '../api/me.js';
import { readAskedFor } from '../cases/asked-for.js';
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
  const input = useRef<InputRef>(null);
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
    <Modal
      open
      title={t('palette')}
      closable={false}
      onCancel={onClose}
      footer={null}
      afterOpenChange={(opened) => opened && input.current?.focus()}
    >
      <Input
        ref={input}
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
      params: { draft: newId() },
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

/** A number finds its case, a whole citizen number the applications of its person; the look is logged, and the number stands in no address. */
function useCases(text: string): { readonly entries: readonly Entry[]; readonly said?: string } {
  const { t } = useTranslation('comfort');
  const say = useSay();
  const navigate = useNavigate();
  const mayDesk = useHasRole('clerk', 'accepting-officer', 'supervisor', 'auditor');
  const mayCounty = useHasRole('reviewer', 'issuer', 'supervisor', 'auditor');
  const persons = useHasRole('clerk', 'accepting-officer', 'supervisor');
  const asked = readAskedFor(text);
  const person = asked.by === 'person' && persons ? asked.number : undefined;
  const number = asked.by === 'number' ? asked.number : undefined;
  const ofPerson = useQuery({ ...personCasesQuery(person ?? ''), enabled: person !== undefined });
  const ofNumber = useQuery({
    queryKey: ['find', number],
    queryFn: async () => (await findByNumber(number ?? '', { atDesk: mayDesk, atCounty: mayCounty })) ?? null,
    enabled: number !== undefined,
    refetchInterval: false,
  });
  const entry = (id: string, name: string): Entry => ({
    key: id,
    kind: t('found'),
    name,
    run: () => void navigate({ to: '/cases/$id', params: { id } }),
  });
  if (number !== undefined && ofNumber.data !== undefined) {
    return ofNumber.data === null ? { entries: [], said: t('notFound') } : { entries: [entry(ofNumber.data, number)] };
  }
  if (person === undefined || !ofPerson.data) return { entries: [] };
  const entries = ofPerson.data.items.map(({ id, acceptanceNumber, person: { name }, state }) =>
    entry(id, `${acceptanceNumber ?? '—'} ${name} ${say(applicationStateWords[state])}`),
  );
  return { entries, ...(entries.length === 0 ? { said: t('notFound') } : {}) };
}
