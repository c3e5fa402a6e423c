import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { serviceNames } from '../../../src/contract.js';
import { cardsOfCase } from '../api/case.js';
import { PageTitle } from '../ui/index.js';
import { AskForm } from './ask-form.js';
import { Looks } from './looks.js';
import '../operators/operators.css';

/** Who looked at personal data: of a case, or an officer's looks between two days. */
export function Audit() {
  const { t } = useTranslation('audit');
  const { subject, officer, from, to } = useSearch({ from: '/audit' });
  const filter = { officer, from, to };
  const cards = useQuery({ ...cardsOfCase(subject ?? ''), enabled: subject !== undefined });
  const asked = subject !== undefined || officer !== undefined;
  return (
    <>
      <PageTitle title={t('title')} />
      <p>
        {t('lead')} <Link to="/find">{t('byPerson')}</Link>
      </p>
      <AskForm key={`${subject} ${officer} ${from} ${to}`} />
      {asked &&
        serviceNames.map((service) => <Looks key={service} service={service} filter={{ subject, ...filter }} />)}
      {subject !== undefined &&
        (cards.data ?? []).map(({ id }) => <Looks key={id} service="production" filter={{ subject: id, ...filter }} />)}
    </>
  );
}
