import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../ui/index.js';
import { useOfficeTime } from './age.js';
import './operators.css';

const pages = [
  ['/operators', 'overview'],
  ['/operators/parked', 'parked'],
  ['/operators/settled', 'settled'],
  ['/operators/reconciliation', 'reconciliation'],
  ['/operators/quarantine', 'quarantine'],
] as const;

/** A page of the operators: its heading, when its numbers were read, and the way to the others. */
export function OperatorsPage({
  title,
  asOf,
  children,
}: {
  readonly title: string;
  /** When the oldest of what is shown was read, by the browser's clock. */
  readonly asOf: number | undefined;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('operators');
  const { t: ta } = useTranslation();
  const officeTime = useOfficeTime();
  return (
    <>
      <PageTitle
        title={title}
        extra={asOf ? <span className="quiet">{ta('asOf', { time: officeTime(asOf) })}</span> : null}
      />
      <nav className="filters ways" aria-label={t('title')}>
        {pages.map(([to, name]) => (
          <Link key={to} to={to} activeOptions={{ exact: true }}>
            {t(`parts.${name}`)}
          </Link>
        ))}
      </nav>
      {children}
    </>
  );
}

/** When the oldest of several answers came; undefined while one is missing. */
export function oldestOf(answers: readonly { readonly dataUpdatedAt: number }[]): number | undefined {
  const times = answers.map(({ dataUpdatedAt }) => dataUpdatedAt);
  return times.length > 0 && times.every((time) => time > 0) ? Math.min(...times) : undefined;
}
