import type { ApplicationView } from '@yidi/contracts';
import { type Fen, lostSinceDifference, policyOf } from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTyped } from '../typed/typed.js';
import { Checkbox, Field, Input, WordsField } from '../ui/index.js';
import { yuanOf } from '../ui/wording.js';

/** What is given in place of an original card that was lost after the application. */
export interface Waiver {
  readonly statement: string;
  readonly lossReport: string;
  /** Whether the difference to a replacement was taken, where one is due. */
  readonly paid: boolean;
}

/** A waiver as it is typed; whether money was taken is said anew each time. */
export function useWaiver(): readonly [Waiver, (waiver: Waiver) => void] {
  const [statement, setStatement] = useTyped('waiver.statement');
  const [lossReport, setLossReport] = useTyped('waiver.lossReport');
  const [paid, setPaid] = useState(false);
  const set = (waiver: Waiver): void => {
    setStatement(waiver.statement);
    setLossReport(waiver.lossReport);
    setPaid(waiver.paid);
  };
  return [{ statement, lossReport, paid }, set];
}

/** What a replacement would have cost more, where the policy of the application asks for it; fen. */
function differenceOf({ screening, reason }: ApplicationView): Fen | undefined {
  const due = screening && lostSinceDifference(policyOf(screening), reason);
  return due || undefined;
}

/** A waiver as the hand-over sends it. */
export const waiverSent = (the: ApplicationView, { statement, lossReport, paid }: Waiver) => ({
  statement,
  lossReport,
  ...(paid ? { differencePaidFen: differenceOf(the) } : {}),
});

/** The statement and the loss report for an original card lost since. */
export function WaiverForm({
  the,
  waiver,
  onChange,
}: {
  readonly the: ApplicationView;
  readonly waiver: Waiver;
  readonly onChange: (waiver: Waiver) => void;
}) {
  const { t } = useTranslation('counter');
  const due = differenceOf(the);
  return (
    <>
      <WordsField
        id="statement"
        label={t('statement')}
        rows={2}
        value={waiver.statement}
        onChange={(text) => onChange({ ...waiver, statement: text })}
      />
      <Field id="loss-report" label={t('lossReport')}>
        <Input
          id="loss-report"
          maxLength={40}
          value={waiver.lossReport}
          onChange={({ target }) => onChange({ ...waiver, lossReport: target.value })}
        />
      </Field>
      {due && (
        <Checkbox checked={waiver.paid} onChange={({ target }) => onChange({ ...waiver, paid: target.checked })}>
          {t('difference', { yuan: yuanOf(due) })}
        </Checkbox>
      )}
    </>
  );
}
