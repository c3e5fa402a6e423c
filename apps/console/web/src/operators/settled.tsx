import { useQueries } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { SettledRow } from '@yidi/contracts';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type ServiceName, serviceNames } from '../../../src/contract.js';
import { settledQuery } from '../api/letters.js';
import { useLetterWords } from '../cases/letter-words.js';
import { Failure, type QueueColumn, QueueTable, Select } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { oldestOf, OperatorsPage } from './frame.js';

type Row = z.infer<typeof SettledRow> & { readonly service: ServiceName };
const listed = 50;

/** What operators decided about parked letters and why, in all three services, or in one of them page by page. */
export function Settled() {
  const { t } = useTranslation('operators');
  const words = useLetterWords();
  const { service: asked, cursor } = useSearch({ from: '/operators/settled' });
  const navigate = useNavigate();
  const one = serviceNames.find((name) => name === asked);
  const services = one ? [one] : serviceNames;
  const answers = useQueries({ queries: services.map((service) => settledQuery(service, one && cursor)) });
  const known = answers.every(({ data }) => data !== undefined);
  const rows = services
    .flatMap((service, nth) => (answers[nth]?.data?.items ?? []).map((row) => ({ ...row, service })))
    .sort((first, second) => (first.at < second.at ? 1 : -1));
  return (
    <OperatorsPage title={t('parts.settled')} asOf={oldestOf(answers)}>
      <p>{t('settledLead')}</p>
      <search className="filters" aria-label={t('service')}>
        <Select
          className="filter-state"
          aria-label={t('service')}
          value={one ?? ''}
          onChange={(service) => void navigate({ to: '/operators/settled', search: { service } })}
          options={[
            { value: '', label: t('allServices') },
            ...serviceNames.map((name) => ({ value: name as string, label: words.service(name) })),
          ]}
        />
      </search>
      <Failure error={answers.find(({ error }) => error)?.error ?? null} />
      {!one && answers.some(({ data }) => data?.next) && <p className="quiet">{t('newestOnly', { count: listed })}</p>}
      <QueueTable<Row>
        caption={t('parts.settled')}
        columns={useColumns()}
        rows={known ? rows : undefined}
        rowKey={({ service, letterId, at }) => `${service} ${letterId} ${at}`}
        onOpen={({ subject }) => void navigate({ to: '/cases/$id', params: { id: subject } })}
        next={one ? answers[0]?.data?.next : null}
        cursor={one ? cursor : undefined}
        empty={t('nothingSettled')}
      />
    </OperatorsPage>
  );
}

function useColumns(): readonly QueueColumn<Row>[] {
  const { t } = useTranslation('operators');
  const words = useLetterWords();
  return [
    { key: 'at', title: t('settledAt'), show: ({ at }) => instantText(at) },
    { key: 'act', title: t('decision'), show: ({ act }) => t(`decisions.${act}`) },
    { key: 'why', title: t('settledWhy'), show: ({ reason }) => reason ?? '—' },
    { key: 'by', title: t('by'), show: ({ officer }) => officer },
    { key: 'service', title: t('service'), show: ({ service }) => words.service(service) },
    { key: 'type', title: t('type'), show: ({ type }) => words.type(type) },
    { key: 'sender', title: t('sender'), show: ({ sender }) => words.peer(sender) },
    { key: 'cause', title: t('was'), show: ({ cause }) => words.cause(cause) },
  ];
}
