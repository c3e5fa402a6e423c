import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CardView } from '@yidi/contracts';
import { machineFaultWords, spoilWords } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { cardsQuery, parcelQuery } from '../api/production.js';
import { useBureauName, usePointName } from '../app/officer.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { Facts } from '../ui/index.js';
import { useCardName } from './card-name.js';

/** A card's facts, with the ways to its batch, its parcel and the cards before and after it. */
export function CardHead({ the }: { readonly the: CardView }) {
  const { t } = useTranslation('workshop');
  const say = useSay();
  const { pair } = usePunctuation();
  const bureau = useBureauName();
  const point = usePointName();
  const { spoil } = the;
  return (
    <Facts
      items={[
        [t('dueOn'), the.dueOn],
        [t('point'), point(the.point)],
        [t('orderedBy'), bureau(the.orderedBy)],
        [t('attempt'), the.attempt],
        [t('madeBy'), the.madeBy?.name],
        [t('verifiedBy'), the.verifiedBy?.name],
        [
          t('spoiled'),
          spoil &&
            (spoil.fault
              ? pair(say(spoilWords[spoil.cause]), say(machineFaultWords[spoil.fault]))
              : say(spoilWords[spoil.cause])),
        ],
        [t('batch'), the.batchId && <BatchLink key="batch" id={the.batchId} />],
        [t('parcel'), the.parcelId && <ParcelLink key="parcel" id={the.parcelId} />],
        ...useOthers(the),
      ]}
    />
  );
}

function BatchLink({ id }: { readonly id: string }) {
  const { t } = useTranslation('workshop');
  return (
    <Link to="/batches/$id" params={{ id }}>
      {t('openBatch')}
    </Link>
  );
}

function ParcelLink({ id }: { readonly id: string }) {
  const { t } = useTranslation('workshop');
  const { data } = useQuery(parcelQuery(id));
  return (
    <Link to="/parcels/$id" params={{ id }}>
      {data?.number ?? t('openParcel')}
    </Link>
  );
}

/** Of a remake the card it replaces, of a spoiled card the one made instead. */
function useOthers({ id, applicationId, remakeOf, spoil }: CardView) {
  const { t } = useTranslation('workshop');
  const name = useCardName();
  const { data } = useQuery({ ...cardsQuery({ applicationId }), enabled: remakeOf !== null || spoil !== null });
  const linkTo = (card: CardView) => (
    <Link key={card.id} to="/cards/$id" params={{ id: card.id }}>
      {name({ serial: card.serial, fault: card.spoil?.fault })}
    </Link>
  );
  const before = data?.items.find((card) => card.id === remakeOf);
  const after = data?.items.find((card) => card.remakeOf === id);
  return [
    ...(before ? [[t('remakeOf'), linkTo(before)] as const] : []),
    ...(after ? [[t('remadeAs'), linkTo(after)] as const] : []),
  ];
}
