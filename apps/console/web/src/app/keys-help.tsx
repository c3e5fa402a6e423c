import { useTranslation } from 'react-i18next';
import { usePunctuation } from '../i18n/words.js';
import { Alert, Modal } from '../ui/index.js';
import { useMe } from './officer.js';

/** Every key that does something, by where it does. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('comfort');
  const { pair } = usePunctuation();
  const { letterKeys } = useMe().preferences;
  const rows = [
    ['Ctrl K', t('everywhere.palette')],
    ['?', t('everywhere.help')],
    ['/', t('everywhere.find')],
    ['↓  J', pair(t('lists'), t('inList.next'))],
    ['↑  K', pair(t('lists'), t('inList.previous'))],
    ['Enter', pair(t('lists'), t('inList.open'))],
    ['N', pair(t('county'), t('inCase.next'))],
    ['P', pair(t('county'), t('inCase.previous'))],
    ['A', pair(t('county'), t('inCase.approve'))],
    ['R', pair(t('county'), t('inCase.return'))],
    ['F', pair(t('county'), t('inCase.refuse'))],
  ] as const;
  return (
    <Modal open title={t('help')} onCancel={onClose} footer={null}>
      {!letterKeys && <Alert type="info" showIcon title={t('lettersOff')} />}
      <table className="compare">
        <thead>
          <tr>
            <th scope="col">{t('key')}</th>
            <th scope="col">{t('does')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, does]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
