import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { densities, languages, modes, type OwnPreferences, textSizes } from '../../../src/contract.js';
import { forgetView, viewsQuery } from '../api/me.js';
import { ActButton, Failure, PageTitle, Radio, Switch, Typography } from '../ui/index.js';
import { useMe } from './officer.js';
import { usePageName } from './page-name.js';
import { usePrefer } from './preferences.js';
import { parseSearch } from './search.js';
import './comfort.css';

/** How the console looks for this officer, which keys work, and the views they keep; all of it follows them to any computer. */
export function SettingsPage() {
  const { t } = useTranslation('comfort');
  const { preferences } = useMe();
  const prefer = usePrefer();
  return (
    <>
      <PageTitle title={t('settings')} />
      <section className="panel-form" aria-labelledby="looks">
        <Typography.Title level={2} id="looks">
          {t('looks')}
        </Typography.Title>
        <Choice name="mode" label={t('mode')} options={modes} words={(one) => t(`modes.${one}`)} />
        <Choice name="density" label={t('density')} options={densities} words={(one) => t(`densities.${one}`)} />
        <Choice name="textSize" label={t('textSize')} options={textSizes} words={(one) => t(`textSizes.${one}`)} />
        <Choice
          name="language"
          label={t('language')}
          options={languages}
          words={(one) => <span lang={one === 'zh' ? 'zh-CN' : 'en'}>{one === 'zh' ? '中文' : 'English'}</span>}
        />
      </section>
      <section className="panel-form" aria-labelledby="keys">
        <Typography.Title level={2} id="keys">
          {t('keys')}
        </Typography.Title>
        <label>
          <Switch checked={preferences.letterKeys} onChange={(letterKeys) => prefer({ letterKeys })} />{' '}
          {t('letterKeys')}
        </label>
        <p className="quiet">{t('letterKeysWhy')}</p>
      </section>
      <Views />
    </>
  );
}

function Choice<Name extends 'mode' | 'density' | 'textSize' | 'language'>({
  name,
  label,
  options,
  words,
}: {
  readonly name: Name;
  readonly label: string;
  readonly options: readonly OwnPreferences[Name][];
  readonly words: (one: OwnPreferences[Name]) => ReactNode;
}) {
  const { preferences } = useMe();
  const prefer = usePrefer();
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      <Radio.Group
        name={name}
        value={preferences[name]}
        onChange={({ target }) => prefer({ [name]: target.value as OwnPreferences[Name] })}
        options={options.map((value) => ({ value, label: words(value) }))}
      />
    </fieldset>
  );
}

function Views() {
  const { t } = useTranslation('comfort');
  const queries = useQueryClient();
  const pageName = usePageName();
  const { data, error } = useQuery(viewsQuery);
  return (
    <section className="panel-form" aria-labelledby="views">
      <Typography.Title level={2} id="views">
        {t('views')}
      </Typography.Title>
      <Failure error={error} />
      {data?.items.length === 0 && <p className="quiet">{t('noViews')}</p>}
      <ul className="plain views">
        {data?.items.map(({ id, name, page, query }) => (
          <li key={id}>
            <Link to={page} search={parseSearch(query)}>
              {t('viewOf', { name, page: pageName(page) })}
            </Link>
            <ActButton
              size="small"
              act={() => forgetView(id)}
              onDone={() => void queries.invalidateQueries({ queryKey: viewsQuery.queryKey })}
            >
              {t('forget', { name })}
            </ActButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
