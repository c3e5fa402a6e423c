import { DownOutlined } from '@ant-design/icons';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider, App as Notices } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect } from 'react';
import { OwnPreferences } from '../../../src/contract.js';
import { meQuery } from '../api/me.js';
import { queries } from '../api/queries.js';
import { Away, SignedOut } from '../api/refused.js';
import { notReached } from '../i18n/app.js';
import { speak } from '../i18n/index.js';
import { themeOf } from '../ui/theme.js';
import { router } from './routes.js';
import { signInFirst } from './session-watch.js';

/** Its own label would be an English word. */
const arrow = <DownOutlined aria-hidden aria-label={undefined} />;

/** The console for whoever is signed in; anybody else is sent to sign in. */
export function App({ nonce }: { readonly nonce: string }) {
  return (
    <QueryClientProvider client={queries}>
      <Dressed nonce={nonce} />
    </QueryClientProvider>
  );
}

function Dressed({ nonce }: { readonly nonce: string }) {
  const { data: me, error } = useQuery(meQuery);
  const preferences = me?.preferences ?? OwnPreferences.parse({});
  const { language, mode, density, textSize, letterKeys } = preferences;
  useEffect(() => {
    void speak(language);
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
    Object.assign(document.documentElement.dataset, {
      mode,
      density,
      text: textSize,
      letters: letterKeys ? 'on' : 'off',
    });
  }, [language, mode, density, textSize, letterKeys]);
  useEffect(() => {
    if (error instanceof SignedOut && !me) signInFirst();
  }, [error, me]);
  return (
    <ConfigProvider
      csp={{ nonce }}
      theme={themeOf(preferences)}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      select={{ suffixIcon: arrow }}
    >
      <Notices>{me ? <RouterProvider router={router} /> : <NotYet away={error instanceof Away} />}</Notices>
    </ConfigProvider>
  );
}

/** Before it is known who is there. */
function NotYet({ away }: { readonly away: boolean }) {
  return away ? <main role="alert">{notReached}</main> : null;
}
