import type { ApplicationView } from '@yidi/contracts';
import { applicationStateWords } from '@yidi/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOn } from '../api/intake.js';
import { useSay } from '../i18n/words.js';
import { ActButton, ActDialog, Button, Facts } from '../ui/index.js';
import { yuanOf } from '../ui/wording.js';

/** Money owed back is given in cash at the counter: how much, on which grounds, once. The fee receipt then says it. */
export function GiveFeeBack({ the }: { readonly the: ApplicationView }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const { fee, state } = the;
  if (!fee || !the.availableActs.includes('refund')) return null;
  const yuan = yuanOf(fee.amountFen);
  const done = (): void => {
    setOpen(false);
    void queries.invalidateQueries({ queryKey: ['intake'] });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('refund', { yuan })}</Button>
      <ActDialog open={open} title={t('refund', { yuan })} onClose={() => setOpen(false)}>
        <Facts
          columns={1}
          items={[
            [t('refundGrounds'), say(applicationStateWords[state])],
            [t('paidBy'), fee.receiptNumber],
          ]}
        />
        <p>{t('refundLead')}</p>
        <ActButton type="primary" act={(key) => actOn(the, 'refund', {}, key)} onDone={done}>
          {t('refundSend', { yuan })}
        </ActButton>
      </ActDialog>
    </>
  );
}
