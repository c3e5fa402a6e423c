import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewView } from '@yidi/contracts';
import { Button } from '../ui/index.js';

/** What an act on a review works on. */
export interface Panel {
  readonly the: ReviewView;
  readonly onDone: () => void;
}

/** What can be left without acting. */
export interface Closable {
  readonly onClose: () => void;
}

/** A form of the panel; closed by Esc or its button, what is typed in it stays for when it is opened again. */
export function PanelForm({ onClose, children }: Closable & { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div
      className="panel-form"
      role="presentation"
      onKeyDown={(event) => {
        // Esc out of a composition or an open list is not meant for the form.
        if (event.key === 'Escape' && !event.nativeEvent.isComposing && !event.defaultPrevented) onClose();
      }}
    >
      {children}
      <Button className="leave" onClick={onClose}>
        {t('cancel')}
      </Button>
    </div>
  );
}
