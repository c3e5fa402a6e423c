import type { ApplicationView } from '@yidi/contracts';
import { feeDue, FeeGround, feeGroundWords, openFindings } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { actOn } from '../api/intake.js';
import { useRulesNow } from '../app/officer.js';
import { useSay } from '../i18n/words.js';
import { useTyped, useTypedPage } from '../typed/typed.js';
import { ActButton, Alert } from '../ui/index.js';
import { yuanOf } from '../ui/wording.js';
import { SelectField, TextField } from './field.js';
import { policyFor } from './progress.js';

/** A settled fee in a sentence: what was taken, or that nothing was, and the receipt's number. */
export function useSettledFee(): (fee: NonNullable<ApplicationView['fee']>) => string {
  const { t } = useTranslation('acceptance');
  return ({ state, amountFen, receiptNumber: number }) =>
    state === 'exempt' ? t('exempted', { number }) : t('paid', { yuan: yuanOf(amountFen), number });
}

/** 工本费: what is due, what takes it off, and the money. */
export function FeeStep({
  the,
  onChanged,
}: {
  readonly the: ApplicationView;
  readonly onChanged: (next: ApplicationView) => void;
}) {
  const { t } = useTranslation('acceptance');
  const say = useSay();
  const policy = policyFor(the, useRulesNow());
  const [chosen, setGround] = useTyped('fee.ground');
  const [certificate, setCertificate] = useTyped('fee.certificate');
  const { drop } = useTypedPage();
  const settled = useSettledFee();
  if (the.fee) return <Alert type="success" showIcon title={settled(the.fee)} />;
  const open = the.screening ? openFindings(the.screening).length : undefined;
  if (open !== 0)
    return <Alert type="warning" showIcon role="status" title={open ? t('open', { count: open }) : t('notScreened')} />;
  const ground = FeeGround.safeParse(chosen).data;
  const amountFen = feeDue(policy, the.reason, ground);
  const lacksProof = ground !== undefined && !the.papers.some(({ kind }) => kind === 'exemption-certificate');
  const mayBeExempt = policy.exemptionFor.includes(the.reason);
  return (
    <div className="form">
      <p className="amount">{t('feeDue', { yuan: yuanOf(amountFen) })}</p>
      {mayBeExempt ? (
        <SelectField
          name="ground"
          label={t('ground')}
          value={chosen === '' ? 'none' : chosen}
          onChange={(value) => setGround(value === 'none' ? '' : value)}
          options={[
            ['none', t('noGround')],
            ...FeeGround.options.map((one) => [one, say(feeGroundWords[one])] as const),
          ]}
        />
      ) : (
        <p className="quiet">{t('noExemption')}</p>
      )}
      {ground && (
        <TextField name="certificate" label={t('certificate')} value={certificate} onChange={setCertificate} />
      )}
      {lacksProof && <Alert type="warning" showIcon title={t('needsCertificate')} />}
      <ActButton
        type="primary"
        size="large"
        disabled={lacksProof}
        act={(key) =>
          actOn(
            the,
            'settle-fee',
            {
              amountFen,
              ...(ground ? { ground } : {}),
              ...(certificate.trim() ? { certificateNumber: certificate.trim() } : {}),
            },
            key,
          )
        }
        onDone={(next) => {
          drop('fee.');
          onChanged(next);
        }}
      >
        {amountFen === 0 ? t('exempt') : t('take', { yuan: yuanOf(amountFen) })}
      </ActButton>
    </div>
  );
}
