import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Purpose } from '../api/intake.js';
import { useMe } from '../app/officer.js';
import { Button, Modal, Radio, Tag } from '../ui/index.js';

/** After so long nobody may still be looking: it is covered again. */
const coveredAfterMs = 2 * 60_000;

/** What an officer may look for, by who they are; the first is what they mostly mean. */
export function usePurposes(): readonly Purpose[] {
  const { roles } = useMe().officer;
  const own: Purpose[] = [];
  if (roles.includes('auditor')) own.push('audit');
  if (roles.includes('supervisor')) own.push('supervision');
  const handles = roles.some((role) => !['auditor', 'supervisor', 'administrator'].includes(role));
  return handles ? [...own, 'handling', 'enquiry'] : own;
}

/** Personal items are covered until somebody says why they look; then they are shown for a while. */
export function useReveal() {
  const [purpose, setPurpose] = useState<Purpose>();
  useEffect(() => {
    if (!purpose) return undefined;
    const timer = setTimeout(() => setPurpose(undefined), coveredAfterMs);
    return () => clearTimeout(timer);
  }, [purpose]);
  return { purpose, show: setPurpose, hide: () => setPurpose(undefined) };
}

/** The button that asks for the purpose, and what shows that something is uncovered. */
export function Reveal({ purpose, show, hide }: ReturnType<typeof useReveal>) {
  const { t } = useTranslation('cases');
  const purposes = usePurposes();
  const [asking, setAsking] = useState(false);
  const [chosen, setChosen] = useState(purposes[0]);
  if (!chosen) return null;
  if (purpose) {
    return (
      <>
        <Tag color="warning" role="status">
          {t('revealed', { purpose: t(`purpose.${purpose}`) })}
        </Tag>
        <Button onClick={hide}>{t('hide')}</Button>
      </>
    );
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('reveal')}</Button>
      <Modal
        open={asking}
        title={t('revealWhy')}
        okText={t('show')}
        onCancel={() => setAsking(false)}
        onOk={() => {
          setAsking(false);
          show(chosen);
        }}
      >
        <Radio.Group
          aria-label={t('revealWhy')}
          value={chosen}
          onChange={({ target }) => setChosen(purposes.find((one) => one === target.value))}
          options={purposes.map((one) => ({ value: one, label: t(`purpose.${one}`) }))}
        />
        <p className="quiet">{t('revealLogged')}</p>
      </Modal>
    </>
  );
}
