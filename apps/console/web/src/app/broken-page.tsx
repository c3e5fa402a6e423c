import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Refused, SignedOut } from '../api/refused.js';

/** A page that failed: it can be opened again; one that is not this officer's, or not there, says so. */
export function BrokenPage({ error, reset }: { readonly error: Error; readonly reset: () => void }) {
  const { t } = useTranslation();
  if (error instanceof SignedOut) return null;
  if (error instanceof Refused && error.status === 404) return <NoSuchPage />;
  if (error instanceof Refused && error.status === 403) return <NotYours />;
  return (
    <Result
      status="warning"
      title={t('broken')}
      extra={
        <Button type="primary" onClick={reset}>
          {t('reload')}
        </Button>
      }
    />
  );
}

/** A page of the bureau that other officers work on. */
export function NotYours() {
  const { t } = useTranslation();
  return <Result status="warning" title={t('notYours')} extra={<a href="/office/">{t('nav.myWork')}</a>} />;
}

/** No page at this address. */
export function NoSuchPage() {
  const { t } = useTranslation();
  return <Result status="info" title={t('notFound')} extra={<a href="/office/">{t('nav.myWork')}</a>} />;
}
