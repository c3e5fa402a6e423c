import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePunctuation } from '../i18n/words.js';
import { Failure, Skeleton, useShown } from '../ui/index.js';

/** A paper as it was attached; looking at it is logged, so it is read once. */
export function PaperImage({
  read,
  sha256,
  label,
}: {
  readonly read: () => Promise<Blob>;
  readonly sha256: string;
  readonly label: string;
}) {
  const { t } = useTranslation('acceptance');
  const { pair } = usePunctuation();
  const { data, error } = useQuery({
    queryKey: ['paper', sha256],
    queryFn: read,
    staleTime: 'static',
    refetchInterval: false,
  });
  const address = useShown(data);
  if (error) return <Failure error={error} />;
  if (!data || !address) return <Skeleton.Node active />;
  if (data.type === 'application/pdf') {
    return (
      <a href={address} target="_blank" rel="noreferrer">
        {pair(`${t('show')} PDF`, label)}
      </a>
    );
  }
  return <img src={address} alt={label} className="paper-image" />;
}
