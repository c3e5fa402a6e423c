import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A dialog around an act; it is left without it by Esc, by the cross, or by the button that says so. */
export function ActDialog({
  open = true,
  title,
  onClose,
  onOpened,
  children,
}: {
  readonly open?: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly onOpened?: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onClose}
      afterOpenChange={(opened) => opened && onOpened?.()}
      footer={<Button onClick={onClose}>{t('cancel')}</Button>}
    >
      {children}
    </Modal>
  );
}
