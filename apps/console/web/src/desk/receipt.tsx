import { Link } from '@tanstack/react-router';
import type { AcceptedView } from '@yidi/contracts';
import { groupedReceiptCode, ReceiptCode } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { useBureauName } from '../app/officer.js';
import { Alert, Facts } from '../ui/index.js';
import { useSettledFee } from './fee-step.js';
import { NewDraftLink } from './new-draft-link.js';
import { PrintButtons } from './print-buttons.js';

/** Accepted: number, the receipt to print, the next person. The receipt code is shown here once. */
export function Receipt({ accepted }: { readonly accepted: AcceptedView }) {
  const { t } = useTranslation('acceptance');
  const bureau = useBureauName();
  const settled = useSettledFee();
  return (
    <section className="paper" aria-labelledby="receipt">
      <h2 id="receipt">{t('receiptTitle')}</h2>
      <Alert
        type="success"
        showIcon
        role="status"
        title={t('receiptLead', { county: bureau(accepted.registrationBureau) })}
      />
      <Facts
        columns={1}
        items={[
          [
            t('number'),
            <Link key="number" to="/cases/$id" params={{ id: accepted.id }}>
              {accepted.acceptanceNumber}
            </Link>,
          ],
          [t('receiptCode'), <code key="code">{groupedReceiptCode(ReceiptCode.parse(accepted.receiptCode))}</code>],
          [t('steps.fee'), accepted.fee && settled(accepted.fee)],
        ]}
      />
      <PrintButtons id={accepted.id} first="receipt" />
      <NewDraftLink>{t('nextPerson')}</NewDraftLink>
    </section>
  );
}
