import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connection } from '../api/http.js';
import { extendSession, meQuery } from '../api/me.js';

const warnSeconds = 120;
const tellServerEveryMs = 60_000;

/** Where to come back to after signing in again. */
export function signInAgain(): void {
  const here = `${location.pathname}${location.search}`;
  location.assign(`/auth/sign-in?to=${encodeURIComponent(here)}`);
}

/** Watches over the session: input keeps it alive, two minutes before its end there is a warning, after it a way back. */
export function SessionWatch() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: me, dataUpdatedAt } = useQuery({ ...meQuery, refetchInterval: 60_000 });
  const [now, setNow] = useState(() => Date.now());
  const [ended, setEnded] = useState(false);

  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 1000);
    const over = (): void => setEnded(true);
    connection.addEventListener('signed-out', over);
    return () => {
      clearInterval(tick);
      connection.removeEventListener('signed-out', over);
    };
  }, []);

  const idle = (me?.session.idleSecondsLeft ?? Infinity) - (now - dataUpdatedAt) / 1000;
  const whole = (me?.session.secondsLeft ?? Infinity) - (now - dataUpdatedAt) / 1000;
  const left = Math.max(0, Math.round(Math.min(idle, whole)));
  const warned = left <= warnSeconds;

  const extend = async (): Promise<void> => {
    queries.setQueryData(meQuery.queryKey, await extendSession());
  };

  useEffect(() => {
    if (warned || ended) return undefined;
    let last = Date.now();
    const present = (): void => {
      if (Date.now() - last < tellServerEveryMs) return;
      last = Date.now();
      extend().catch(() => undefined);
    };
    addEventListener('keydown', present);
    addEventListener('pointerdown', present);
    return () => {
      removeEventListener('keydown', present);
      removeEventListener('pointerdown', present);
    };
  });

  if (ended || left === 0) {
    return (
      <Alert
        banner
        type="error"
        role="alert"
        title={t('session.ended')}
        action={
          <Button type="primary" onClick={signInAgain}>
            {t('session.signIn')}
          </Button>
        }
      />
    );
  }
  const last = whole - idle < 1;
  return (
    <Modal
      open={warned}
      title={t('session.title')}
      closable={false}
      mask={{ closable: false }}
      modalRender={(dialog) => <div role="alertdialog">{dialog}</div>}
      footer={
        <Button type="primary" autoFocus onClick={() => (last ? signInAgain() : void extend())}>
          {last ? t('session.signIn') : t('session.extend')}
        </Button>
      }
    >
      <p>{t(last ? 'session.last' : 'session.text', { seconds: left })}</p>
    </Modal>
  );
}
