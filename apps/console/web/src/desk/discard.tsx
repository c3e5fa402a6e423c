import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton, ActDialog, Button } from '../ui/index.js';

/** Gives up what was begun at the desk; asked once more, since it cannot be undone. */
export function Discard({ act, sure }: { readonly act: (key: string) => Promise<unknown>; readonly sure: string }) {
  const { t } = useTranslation('acceptance');
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('discard')}</Button>
      <ActDialog open={open} title={t('discard')} onClose={() => setOpen(false)}>
        <p>{sure}</p>
        <ActButton danger type="primary" act={act} onDone={() => void navigate({ to: '/desk' })}>
          {t('discard')}
        </ActButton>
      </ActDialog>
    </>
  );
}
