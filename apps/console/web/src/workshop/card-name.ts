import { type MachineFault, machineFaultWords } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { usePunctuation, useSay } from '../i18n/words.js';

/** How a card is called: by its serial number once it has one, else by why it has none. */
export function useCardName(): (card: { serial: string | null; fault?: MachineFault | null | undefined }) => string {
  const { t } = useTranslation('workshop');
  const say = useSay();
  const { pair } = usePunctuation();
  return ({ serial, fault }) =>
    serial ? t('card', { serial }) : fault ? pair(t('notMade'), say(machineFaultWords[fault])) : t('noSerial');
}
