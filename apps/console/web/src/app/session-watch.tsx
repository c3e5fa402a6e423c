import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connection } from '../api/http.js';
import { extendSession, meQuery } from '../api/me.js';

const warnSeconds = 120;
const tellServerEveryMs = 60_000;
const lookWhenAskedMs = 2_000;

/** Signs in before there is anything on the page, and comes back to it. */
export function signInFirst(): void {
  const here = `${location.pathname}${location.search}`;
  location.assign(`/auth/sign-in?to=${encodeURIComponent(here)}`);
}

/** Signs in beside this page: what is typed on it stays, saved or not. */
function signInBeside(): void {
  window.open(`/auth/sign-in?to=${encodeURIComponent('/office/signed-in')}`, '_blank', 'noopener');
}

/** Watches over the session: input keeps it alive, two minutes before its end there is a warning, after it a way back. */
export function SessionWatch() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [ended, setEnded] = useState(false);
  const [asked, setAsked] = useState(false);
  const refetchInterval = ended || asked ? lookWhenAskedMs : tellServerEveryMs;
  const { data: me, dataUpdatedAt } = useQuery({ ...meQuery, refetchInterval });
  const [now, setNow] = useState(() => Date.now());

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

  useEffect(() => {
    if (left === 0) setEnded(true);
  }, [left]);
  // Whoever is answered is signed in, be it since a moment.
  useEffect(() => {
    setEnded(false);
    void queries.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
  }, [dataUpdatedAt, queries]);
  useEffect(() => {
    if (!warned) setAsked(false);
  }, [warned]);
  // What an officer has typed is not for whoever signs in after them.
  const officer = useRef(me?.officer.id);
  useEffect(() => {
    if (me && officer.current !== undefined && officer.current !== me.officer.id) location.assign('/office/');
    officer.current = me?.officer.id;
  }, [me]);

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

  if (ended) {
    return (
      <Alert
        banner
        type="error"
        role="alert"
        title={t('session.ended')}
        action={
          <Button type="primary" onClick={signInBeside}>
            {t('session.signIn')}
          </Button>
        }
      />
    );
  }
  const last = whole - idle < 1;
  const goOn = (): void => {
    if (!last) return void extend();
    setAsked(true);
    signInBeside();
  };
  return (
    <Modal
      open={warned}
      title={t('session.title')}
      closable={false}
      mask={{ closable: false }}
      modalRender={(dialog) => (
        <div role="alertdialog" aria-label={t('session.title')}>
          {dialog}
        </div>
      )}
      footer={
        <Button type="primary" autoFocus onClick={goOn}>
          {last ? t('session.signIn') : t('session.extend')}
        </Button>
      }
    >
      <p>{t(last ? 'session.last' : 'session.text', { seconds: left })}</p>
    </Modal>
  );
}
