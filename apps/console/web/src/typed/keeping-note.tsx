import { useTranslation } from 'react-i18next';
import { Button } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import type { Keeping } from './use-saving.js';

/** Whether what is typed is safe, and since when. */
export function KeepingNote({
  keeping,
  saved,
}: {
  readonly keeping: Keeping;
  readonly saved: (time: string) => string;
}) {
  const { t } = useTranslation('acceptance');
  if (keeping.state === 'taken-up') {
    return (
      <span role="alert">
        {t('takenUp', { officer: keeping.by })} <Button onClick={() => location.reload()}>{t('takeUp')}</Button>
      </span>
    );
  }
  if (keeping.state === 'unsaved') return <span role="alert">{t('unsaved')}</span>;
  if (keeping.state === 'saving') return <span className="quiet">{t('saving')}</span>;
  return (
    <span className="quiet" role="status">
      {keeping.at === undefined ? '' : saved(instantText(keeping.at).slice(11))}
    </span>
  );
}
