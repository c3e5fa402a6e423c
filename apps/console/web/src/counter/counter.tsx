import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ApplicationView } from '@yidi/contracts';
import { applicationStateWords, exceptionWords, paperWords, reasonWords } from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applicationQuery, findByReceipt, paperBytes } from '../api/intake.js';
import { NotYours } from '../app/broken-page.js';
import { useHasRole, useMe } from '../app/officer.js';
import { PaperImage } from '../desk/paper-image.js';
import { PrintButtons } from '../desk/print-buttons.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { KeepsTyped, TypedNote } from '../typed/typed.js';
import {
  ActButton,
  Alert,
  Button,
  Facts,
  Failure,
  Field,
  Flex,
  Input,
  PageTitle,
  ScanBox,
  Skeleton,
} from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { HandOver } from './hand-over.js';
import '../desk/desk.css';

/** The counter: the receipt is scanned, or a case without one is opened; the person is checked, the card changes hands. */
export function Counter() {
  const { t } = useTranslation('counter');
  const { case: opened } = useSearch({ from: '/counter' });
  const navigate = useNavigate();
  const [receiptCode, setReceiptCode] = useState<string>();
  const [found, setFound] = useState<ApplicationView>();
  const [collected, setCollected] = useState(false);
  const id = found?.id ?? opened;
  const here = useHasRole('clerk', 'accepting-officer', 'supervisor');
  if (!here) return <NotYours />;
  const again = (): void => {
    setReceiptCode(undefined);
    setFound(undefined);
    setCollected(false);
    void navigate({ to: '/counter', search: {} });
  };
  return (
    <>
      <PageTitle
        title={t('title')}
        extra={(id ?? receiptCode) && !collected && <Button onClick={again}>{t('another')}</Button>}
      />
      {collected && (
        <Flex vertical gap={16} align="flex-start">
          <Alert type="success" role="status" showIcon title={t('done')} description={t('sign')} />
          {id && <PrintButtons id={id} only="collection-slip" />}
          <Button type="primary" autoFocus onClick={again}>
            {t('next')}
          </Button>
        </Flex>
      )}
      {!id && <Look receiptCode={receiptCode} onScan={setReceiptCode} onFound={setFound} />}
      {id && !collected && <Opened id={id} found={found} receiptCode={receiptCode} onDone={() => setCollected(true)} />}
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
      <Link to="/find">{t('noReceipt')}</Link>
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
        explain={({ code }) => (code === 'NOT_FOUND' || code === 'BAD_INPUT') && <p>{t('notFound')}</p>}
      >
        {t('find')}
      </ActButton>
    </form>
  );
}

/** A case at the counter; asked for again only when it has changed, since every look is logged. */
function Opened({
  id,
  found,
  receiptCode,
  onDone,
}: {
  readonly id: string;
  readonly found: ApplicationView | undefined;
  readonly receiptCode: string | undefined;
  readonly onDone: () => void;
}) {
  const { data, error } = useQuery({
    ...applicationQuery(id, 'handling'),
    ...(found ? { initialData: found } : {}),
    staleTime: Infinity,
    refetchInterval: false,
  });
  return (
    <>
      <Failure error={error} />
      {!data && !error && <Skeleton active />}
      {data && <Case the={data} receiptCode={receiptCode} onDone={onDone} />}
    </>
  );
}

function Case({
  the,
  receiptCode,
  onDone,
}: {
  readonly the: ApplicationView;
  readonly receiptCode: string | undefined;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('counter');
  const say = useSay();
  const { aside } = usePunctuation();
  const ready = the.availableActs.includes('collect');
  const photo = the.papers.find(({ kind }) => kind === 'photo');
  return (
    <>
      <Facts
        items={[
          [t('person'), the.person.name],
          [t('citizenNumber'), the.person.citizenNumber],
          [t('reason'), say(reasonWords[the.reason])],
          [t('shelfPlace'), the.card?.parcelNumber],
          [t('serial'), the.card?.serial],
          ...the.exceptions.map(({ of, by }) => [t('allowed'), aside(say(exceptionWords[of]), by.name)] as const),
        ]}
      />
      {ready && photo && (
        <PaperImage read={() => paperBytes(the.id, 'photo')} sha256={photo.sha256} label={say(paperWords.photo)} />
      )}
      {ready ? (
        <KeepsTyped key={the.id} form="counter" id={the.id} revision={the.revision}>
          <TypedNote />
          <HandOver the={the} receiptCode={receiptCode} onDone={onDone} />
        </KeepsTyped>
      ) : (
        <Alert
          type="warning"
          role="status"
          showIcon
          title={
            the.collectedAt === null
              ? t('notReady', { state: say(applicationStateWords[the.state]) })
              : t('collectedAlready', { at: instantText(the.collectedAt) })
          }
        />
      )}
    </>
  );
}
