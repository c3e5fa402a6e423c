import { useTranslation } from 'react-i18next';
import { PageTitle } from '../ui/index.js';

/** Whoever has signed in beside a page goes back to it. */
export function SignedInPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t('session.signedIn')} />
      <p>{t('session.goBack')}</p>
    </>
  );
}
