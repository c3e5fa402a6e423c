import type { ApplicationView } from '@yidi/contracts';
import { withdrawalReasons, withdrawalWords } from '@yidi/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOn } from '../api/intake.js';
import { useBureauName } from '../app/officer.js';
import { useSay } from '../i18n/words.js';
import { ActButton, ActDialog, Button, Radio } from '../ui/index.js';

/** The applicant takes the application back: with a reason, and the county is told. */
export function WithdrawCase({ the }: { readonly the: ApplicationView }) {
  const { t } = useTranslation('returned');
  const say = useSay();
  const bureau = useBureauName();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<string>(withdrawalReasons[0]);
  if (!the.availableActs.includes('withdraw')) return null;
  const done = (): void => {
    setOpen(false);
    void queries.invalidateQueries({ queryKey: ['intake'] });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('withdraw')}</Button>
      <ActDialog open={open} title={t('withdraw')} onClose={() => setOpen(false)}>
        <Radio.Group
          aria-label={t('withdrawWhy')}
          value={reason}
          onChange={({ target }) => setReason(String(target.value))}
          options={withdrawalReasons.map((one) => ({ value: one, label: say(withdrawalWords[one]) }))}
        />
        <ActButton danger type="primary" act={(key) => actOn(the, 'withdraw', { reason }, key)} onDone={done}>
          {t('withdrawSend', { county: bureau(the.registrationBureau) })}
        </ActButton>
      </ActDialog>
    </>
  );
}
