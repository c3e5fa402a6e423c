import type { ReviewView } from '@yidi/contracts';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/officer.js';
import { Tag } from '../ui/index.js';
import { instantText } from '../ui/wording.js';

type Held = Pick<ReviewView, 'state' | 'claimedBy' | 'claimedUntil'>;

/** Whose case it is, and until when while somebody is at work on it. */
export function Holder({ the: { state, claimedBy, claimedUntil } }: { readonly the: Held }) {
  const { t } = useTranslation('county');
  const { now } = useMe();
  if (!claimedBy) return <>{t('nobody')}</>;
  if (state !== 'claimed' || claimedUntil === null) return <>{claimedBy.name}</>;
  const ended = claimedUntil <= now;
  return (
    <>
      {claimedBy.name}{' '}
      <Tag color={ended ? 'warning' : 'default'}>
        {ended ? t('lease.ended') : t('lease.until', { time: instantText(claimedUntil).slice(11) })}
      </Tag>
    </>
  );
}
