import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { serviceNames } from '../../../src/contract.js';
import { receivedFrom, type ReceivedLetter, type SentLetter, sentTo } from '../api/letters.js';
import { useLetterWords } from '../cases/letter-words.js';
import { PageQueue, type QueueColumn } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { OperatorsPage } from './frame.js';

const shown = (at: string | null): string => (at === null ? '—' : instantText(at));

/** The letters of one stream, by number: covers only, each leads to its case. */
export function LettersOfStream() {
  const { service: asked, peer, way, epoch, cursor } = useSearch({ from: '/operators/letters' });
  const service = serviceNames.find((name) => name === asked) ?? 'intake';
  if (peer === undefined) return <Navigate to="/operators" replace />;
  const filter = { peer, epoch, cursor };
  return way === 'in' ? <Received service={service} filter={filter} /> : <Sent service={service} filter={filter} />;
}

interface Stream {
  readonly service: (typeof serviceNames)[number];
  readonly filter: { readonly peer: string; readonly epoch: string | undefined; readonly cursor: string | undefined };
}

function Sent({ service, filter }: Stream) {
  const { t } = useTranslation('operators');
  const words = useLetterWords();
  const navigate = useNavigate();
  const asked = useQuery(sentTo(service, filter));
  const title = t('lettersTo', { peer: words.peer(filter.peer) });
  const columns: readonly QueueColumn<SentLetter>[] = [
    { key: 'number', title: t('number'), show: ({ number }) => number ?? '—' },
    { key: 'type', title: t('type'), show: ({ type }) => words.type(type) },
    { key: 'written', title: t('writtenAt'), show: ({ writtenAt }) => shown(writtenAt) },
    { key: 'sent', title: t('sentAt'), show: ({ sentAt }) => shown(sentAt) },
    { key: 'received', title: t('receivedAt'), show: ({ receivedAt }) => shown(receivedAt) },
    { key: 'outcome', title: t('outcome'), show: ({ outcome, cause }) => words.outcome(outcome, cause) },
  ];
  return (
    <OperatorsPage title={title} asOf={asked.dataUpdatedAt}>
      <PageQueue<SentLetter>
        caption={title}
        columns={columns}
        asked={asked}
        rowKey={({ id }) => id}
        onOpen={({ subject }) => void navigate({ to: '/cases/$id', params: { id: subject } })}
        cursor={filter.cursor}
      />
    </OperatorsPage>
  );
}

function Received({ service, filter }: Stream) {
  const { t } = useTranslation('operators');
  const words = useLetterWords();
  const navigate = useNavigate();
  const asked = useQuery(receivedFrom(service, filter));
  const title = t('lettersFrom', { peer: words.peer(filter.peer) });
  const columns: readonly QueueColumn<ReceivedLetter>[] = [
    { key: 'number', title: t('number'), show: ({ number }) => number },
    { key: 'type', title: t('type'), show: ({ type }) => words.type(type) },
    { key: 'received', title: t('receivedAt'), show: ({ receivedAt }) => shown(receivedAt) },
    { key: 'outcome', title: t('outcome'), show: ({ outcome, cause }) => words.outcome(outcome, cause) },
  ];
  const open = ({ parkedId, subject }: ReceivedLetter): void =>
    void (parkedId
      ? navigate({ to: '/operators/parked/$service/$id', params: { service, id: parkedId } })
      : navigate({ to: '/cases/$id', params: { id: subject } }));
  return (
    <OperatorsPage title={title} asOf={asked.dataUpdatedAt}>
      <PageQueue<ReceivedLetter>
        caption={title}
        columns={columns}
        asked={asked}
        rowKey={({ id }) => id}
        onOpen={open}
        cursor={filter.cursor}
      />
    </OperatorsPage>
  );
}
