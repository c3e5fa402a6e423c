import { Link } from '@tanstack/react-router';
import type { ApplicationView } from '@yidi/contracts';
import { applicationStateWords, reasonWords } from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findByReceipt } from '../api/intake.js';
import { useMe } from '../app/officer.js';
import { useSay } from '../i18n/words.js';
import { ActButton, Alert, Button, Facts, Field, Input, PageTitle, ScanBox } from '../ui/index.js';
import { HandOver } from './hand-over.js';

/** The counter: the receipt is scanned, the person is checked, the card changes hands. */
export function Counter() {
  const { t } = useTranslation('counter');
  const [receiptCode, setReceiptCode] = useState<string>();
  const [found, setFound] = useState<ApplicationView>();
  const [collected, setCollected] = useState(false);
  const again = (): void => {
    setReceiptCode(undefined);
    setFound(undefined);
    setCollected(false);
  };
  return (
    <>
      <PageTitle title={t('title')} extra={found && !collected && <Button onClick={again}>{t('another')}</Button>} />
      {collected && (
        <>
          <Alert type="success" role="status" showIcon title={t('done')} />
          <Button type="primary" autoFocus onClick={again}>
            {t('next')}
          </Button>
        </>
      )}
      {!found && <Look receiptCode={receiptCode} onScan={setReceiptCode} onFound={setFound} />}
      {found && !collected && receiptCode !== undefined && (
        <Case the={found} receiptCode={receiptCode} onDone={() => setCollected(true)} />
      )}
    </>
  );
}

/** What waits at this counter: all of it, and what nobody collects. */
function Shelf() {
  const { t } = useTranslation('counter');
  const { point } = useMe().officer;
  return (
    <p className="filters">
      <Link to="/applications" search={{ state: 'arrived', point }}>
        {t('shelf')}
      </Link>
      <Link to="/applications" search={{ uncollected: 'true', point }}>
        {t('uncollected')}
      </Link>
    </p>
  );
}

/** Receipt first, then four characters that only its person should know. */
function Look({
  receiptCode,
  onScan,
  onFound,
}: {
  readonly receiptCode: string | undefined;
  readonly onScan: (code: string) => void;
  readonly onFound: (the: ApplicationView) => void;
}) {
  const { t } = useTranslation('counter');
  const [lastFour, setLastFour] = useState('');
  if (receiptCode === undefined) {
    return (
      <>
        <ScanBox id="receipt" label={t('scan')} hint={t('ready')} onScan={onScan} />
        <Shelf />
      </>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        document.getElementById('find')?.click();
      }}
    >
      <p>
        {t('code')} <strong>{receiptCode}</strong>
      </p>
      <Field id="last-four" label={t('lastFour')}>
        <Input
          id="last-four"
          className="field-short"
          autoFocus
          autoComplete="off"
          maxLength={4}
          value={lastFour}
          onChange={({ target }) => setLastFour(target.value)}
        />
      </Field>
      <ActButton
        id="find"
        type="primary"
        act={() => findByReceipt(receiptCode, lastFour)}
        onDone={onFound}
        fields={{ lastFour: 'last-four' }}
      >
        {t('find')}
      </ActButton>
    </form>
  );
}

function Case({
  the,
  receiptCode,
  onDone,
}: {
  readonly the: ApplicationView;
  readonly receiptCode: string;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('counter');
  const say = useSay();
  const ready = the.availableActs.includes('collect');
  return (
    <>
      <Facts
        items={[
          [t('person'), the.person.name],
          [t('citizenNumber'), the.person.citizenNumber],
          [t('reason'), say(reasonWords[the.reason])],
        ]}
      />
      {ready ? (
        <HandOver the={the} receiptCode={receiptCode} onDone={onDone} />
      ) : (
        <Alert
          type="warning"
          role="status"
          showIcon
          title={t('notReady', { state: say(applicationStateWords[the.state]) })}
        />
      )}
    </>
  );
}
