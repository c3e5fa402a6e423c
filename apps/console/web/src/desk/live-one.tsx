import { Link } from '@tanstack/react-router';
import type { Problem } from '@yidi/contracts';
import { useTranslation } from 'react-i18next';

/** The application that a person already has: a link to it. */
export function LiveOne({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation('acceptance');
  const id = problem.details?.['firstId'];
  if (problem.code !== 'LIVE_APPLICATION_EXISTS' || typeof id !== 'string') return null;
  return (
    <Link to="/cases/$id" params={{ id }}>
      {t('openIt')}
    </Link>
  );
}
