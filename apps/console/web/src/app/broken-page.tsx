import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { SignedOut } from '../api/refused.js';

/** A page that failed: it can be opened again. */
export function BrokenPage({ error, reset }: { readonly error: Error; readonly reset: () => void }) {
  const { t } = useTranslation();
  if (error instanceof SignedOut) return null;
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

/** No page at this address. */
export function NoSuchPage() {
  const { t } = useTranslation();
  return <Result status="info" title={t('notFound')} extra={<a href="/office/">{t('nav.myWork')}</a>} />;
}
