import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v4 as newId } from 'uuid';
import { saveView, viewsQuery } from '../api/me.js';
import { ActButton, ActDialog, Button, Dropdown, Field, Input } from '../ui/index.js';
import { parseSearch } from './search.js';

/** The officer's views of this list, and the way to keep what it is narrowed to now; a page of it is no part of a view. */
export function SavedViews() {
  const { t } = useTranslation('comfort');
  const navigate = useNavigate();
  const { pathname, searchStr } = useRouterState({ select: ({ location }) => location });
  const { data } = useQuery(viewsQuery);
  const [naming, setNaming] = useState(false);
  const own = (data?.items ?? []).filter(({ page }) => page === pathname);
  const { cursor: _, ...filters } = parseSearch(searchStr);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...own.map(({ id, name, page, query }) => ({
              key: id,
              label: name,
              onClick: () => void navigate({ to: page, search: parseSearch(query) }),
            })),
            { key: 'save', label: t('saveView'), onClick: () => setNaming(true) },
          ],
        }}
      >
        <Button aria-haspopup="menu">{t('viewMenu')}</Button>
      </Dropdown>
      {naming && (
        <NameView page={pathname} query={new URLSearchParams(filters).toString()} onDone={() => setNaming(false)} />
      )}
    </>
  );
}

function NameView({
  page,
  query,
  onDone,
}: {
  readonly page: string;
  readonly query: string;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('comfort');
  const queries = useQueryClient();
  const [id] = useState(() => newId());
  const [name, setName] = useState('');
  const saved = (): void => {
    void queries.invalidateQueries({ queryKey: viewsQuery.queryKey });
    onDone();
  };
  return (
    <ActDialog title={t('saveView')} onClose={onDone} onOpened={() => document.getElementById('view-name')?.focus()}>
      <Field id="view-name" label={t('viewName')}>
        <Input
          id="view-name"
          maxLength={40}
          value={name}
          onChange={({ target }) => setName(target.value)}
          onPressEnter={() => document.getElementById('save-view')?.click()}
        />
      </Field>
      <ActButton
        id="save-view"
        type="primary"
        disabled={name.trim() === ''}
        act={() => saveView({ id, page, name: name.trim(), query })}
        onDone={saved}
      >
        {t('save')}
      </ActButton>
    </ActDialog>
  );
}
