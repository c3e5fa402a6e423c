import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOnReview, firstFreeReview } from '../api/review.js';
import { useHasRole } from '../app/officer.js';
import { ActButton, Alert } from '../ui/index.js';

/** The case whose limit comes first is taken and opened: nobody has to pick. */
export function TakeNext() {
  const { t } = useTranslation('county');
  const navigate = useNavigate();
  const reviews = useHasRole('reviewer');
  const [none, setNone] = useState(false);
  if (!reviews) return null;
  const take = async (key: string): Promise<string | undefined> => {
    const first = await firstFreeReview();
    setNone(first === undefined);
    if (first) await actOnReview(first, first.state === 'open' ? 'claim' : 'take-over', {}, key);
    return first?.applicationId;
  };
  return (
    <>
      {none && <Alert type="info" role="status" title={t('noneOpen')} />}
      <ActButton
        type="primary"
        act={take}
        onDone={(id) => id !== undefined && void navigate({ to: '/reviews/$id', params: { id } })}
      >
        {t('next')}
      </ActButton>
    </>
  );
}
