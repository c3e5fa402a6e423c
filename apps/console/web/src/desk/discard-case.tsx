import { useNavigate } from '@tanstack/react-router';
import type { ApplicationView } from '@yidi/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOn } from '../api/intake.js';
import { ActButton, Button, Modal } from '../ui/index.js';

/** Closes a case that never was accepted; asked once more, since it cannot be undone. */
export function DiscardCase({ the }: { readonly the: ApplicationView }) {
  const { t } = useTranslation('acceptance');
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  if (!the.availableActs.includes('discard')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('discard')}</Button>
      <Modal open={open} title={t('discard')} footer={null} onCancel={() => setOpen(false)}>
        <p>{t('discardSure')}</p>
        <ActButton
          danger
          type="primary"
          act={(key) => actOn(the, 'discard', {}, key)}
          onDone={() => void navigate({ to: '/desk' })}
        >
          {t('discard')}
        </ActButton>
      </Modal>
    </>
  );
}
