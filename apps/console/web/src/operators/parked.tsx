import { useQueries } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ParkedRow } from '@yidi/contracts';
import { letterWords } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type ServiceName, serviceNames } from '../../../src/contract.js';
import { parkedQuery } from '../api/letters.js';
import { useLetterWords } from '../cases/letter-words.js';
import { letters } from '../i18n/letters.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { Failure, type QueueColumn, QueueTable, Select } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { useAge } from './age.js';
import { oldestOf, OperatorsPage } from './frame.js';
import { ReplayMany } from './replay-many.js';

type Row = z.infer<typeof ParkedRow> & { readonly service: ServiceName };
const listed = 50;

/** Letters put aside in all three services, or in one of them page by page: covers and causes, never what they say. */
export function Parked() {
  const { t } = useTranslation('operators');
  const { service: asked, cause, type, peer, cursor } = useSearch({ from: '/operators/parked' });
  const navigate = useNavigate();
  const one = serviceNames.find((name) => name === asked);
  const services = one ? [one] : serviceNames;
  const filter = { cause, type, peer };
  const answers = useQueries({
    queries: services.map((service) => parkedQuery(service, { ...filter, ...(one ? { cursor } : {}) })),
  });
  const known = answers.every(({ data }) => data !== undefined);
  const rows = services
    .flatMap((service, nth) => (answers[nth]?.data?.items ?? []).map((row) => ({ ...row, service })))
    .sort((first, second) => (first.parkedAt < second.parkedAt ? -1 : 1));
  return (
    <OperatorsPage title={t('parkedTitle')} asOf={oldestOf(answers)}>
      <Filters />
      <Failure error={answers.find(({ error }) => error)?.error ?? null} />
      {!one && answers.some(({ data }) => data?.next) && <p className="quiet">{t('firstOnly', { count: listed })}</p>}
      <QueueTable<Row>
        caption={t('parkedTitle')}
        columns={useColumns()}
        rows={known ? rows : undefined}
        rowKey={({ id }) => id}
        onOpen={({ service, id }) => void navigate({ to: '/operators/parked/$service/$id', params: { service, id } })}
        next={one ? answers[0]?.data?.next : null}
        cursor={one ? cursor : undefined}
        empty={t('nothingParked')}
      />
      <ReplayMany services={services} filter={filter} />
    </OperatorsPage>
  );
}

function useColumns(): readonly QueueColumn<Row>[] {
  const { t } = useTranslation('operators');
  const { aside } = usePunctuation();
  const words = useLetterWords();
  const age = useAge();
  return [
    { key: 'at', title: t('parkedAt'), show: ({ parkedAt }) => aside(instantText(parkedAt), age(parkedAt)) },
    { key: 'service', title: t('service'), show: ({ service }) => words.service(service) },
    { key: 'type', title: t('type'), show: ({ type }) => words.type(type) },
    { key: 'sender', title: t('sender'), show: ({ sender }) => words.peer(sender) },
    {
      key: 'cause',
      title: t('cause'),
      show: ({ cause, detail }) => (detail ? aside(words.cause(cause), detail) : words.cause(cause)),
    },
    { key: 'tries', title: t('tries'), show: ({ revision }) => revision },
  ];
}

function Filters() {
  const { t } = useTranslation('operators');
  const { t: ta } = useTranslation();
  const words = useLetterWords();
  const say = useSay();
  const search = useSearch({ from: '/operators/parked' });
  const navigate = useNavigate();
  const narrow = (change: Partial<typeof search>): void => {
    const { cursor: _, ...kept } = search;
    void navigate({ to: '/operators/parked', search: { ...kept, ...change } });
  };
  const causes = Object.keys(letters.zh.cause);
  return (
    <search className="filters" aria-label={ta('list.filters')}>
      <Select
        className="filter-state"
        aria-label={t('service')}
        value={search.service ?? ''}
        onChange={(service) => narrow({ service })}
        options={[
          { value: '', label: t('allServices') },
          ...serviceNames.map((name) => ({ value: name as string, label: words.service(name) })),
        ]}
      />
      <Select
        className="filter-state"
        aria-label={t('cause')}
        value={search.cause ?? ''}
        onChange={(cause) => narrow({ cause })}
        options={[
          { value: '', label: t('allCauses') },
          ...causes.map((cause) => ({ value: cause, label: words.cause(cause) })),
        ]}
      />
      <Select
        className="filter-state"
        aria-label={t('type')}
        value={search.type ?? ''}
        onChange={(type) => narrow({ type })}
        options={[
          { value: '', label: t('allTypes') },
          ...Object.entries(letterWords).map(([value, name]) => ({ value, label: say(name) })),
        ]}
      />
    </search>
  );
}
