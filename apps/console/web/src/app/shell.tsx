import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { roleWords } from '@yidi/domain';
import { Button, Dropdown, Layout, Skeleton } from 'antd';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { listenForChanges } from '../api/live.js';
import { signOut } from '../api/me.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { ConnectionBanner } from './connection-banner.js';
import { GlobalKeys } from './global-keys.js';
import { currentEntry, navFor } from './nav.js';
import { useBureauName, useMe, usePointName } from './officer.js';
import { usePrefer } from './preferences.js';
import { SessionWatch } from './session-watch.js';

/** What stands around every page: bureau, officer, menu, and the banners that matter everywhere. */
export function Shell() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  useEffect(() => listenForChanges(queries), [queries]);
  return (
    <Layout className="shell">
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Head />
      <ConnectionBanner />
      <SessionWatch />
      <GlobalKeys />
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<Skeleton active />}>
          <Outlet />
        </Suspense>
      </main>
    </Layout>
  );
}

function Head() {
  const { t } = useTranslation();
  const me = useMe();
  const bureau = useBureauName();
  return (
    <header className="head">
      <div className="head-name">
        <strong>{bureau(me.bureau)}</strong>
        <span>{t('product')}</span>
      </div>
      <Menu />
      <Account />
    </header>
  );
}

function Menu() {
  const { t } = useTranslation();
  const { officer } = useMe();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const state = useRouterState({ select: ({ location }) => new URLSearchParams(location.searchStr).get('state') });
  const entries = navFor(officer.roles);
  const current = currentEntry(entries, path, state ?? undefined);
  return (
    <nav aria-label={t('menu')} className="head-menu">
      {entries.map(({ to, name, search }) => (
        <Link
          key={name}
          to={to}
          {...(search ? { search } : {})}
          activeOptions={{ exact: true, includeSearch: true }}
          {...(name === current?.name ? { 'aria-current': 'page' as const } : {})}
        >
          {t(`nav.${name}`)}
        </Link>
      ))}
    </nav>
  );
}

function Account() {
  const { t } = useTranslation();
  const say = useSay();
  const { aside, list } = usePunctuation();
  const { officer, preferences } = useMe();
  const point = usePointName();
  const prefer = usePrefer();
  const navigate = useNavigate();
  const leave = async (everywhere: boolean): Promise<void> => location.assign(await signOut(everywhere));
  const roles = list(officer.roles.map((role) => say(roleWords[role])));
  return (
    <div className="head-account">
      <Button
        type="text"
        lang={t('languageOf')}
        onClick={() => prefer({ language: preferences.language === 'zh' ? 'en' : 'zh' })}
      >
        {t('language')}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'point', label: point(officer.point), disabled: true },
            {
              key: 'settings',
              label: t('settings', { ns: 'comfort' }),
              onClick: () => void navigate({ to: '/settings' }),
            },
            { key: 'here', label: t('signOut'), onClick: () => void leave(false) },
            { key: 'everywhere', label: t('signOutEverywhere'), onClick: () => void leave(true) },
          ],
        }}
      >
        <Button type="text" aria-haspopup="menu">
          <span>
            <span lang="zh-CN">{officer.name}</span> · {officer.inPost ? roles : aside(roles, t('notInPost'))}
          </span>
        </Button>
      </Dropdown>
    </div>
  );
}
