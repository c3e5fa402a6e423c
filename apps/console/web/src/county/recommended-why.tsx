import type { ReviewView } from '@yidi/contracts';
import { type ChipItem, chipItems, countyRefusalWords, faceWords, itemWords } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { useSay } from '../i18n/words.js';
import { Facts, Typography } from '../ui/index.js';

type Given = NonNullable<NonNullable<ReviewView['recommendation']>['given']>;

/** On what the reviewer's recommendation rests: grounds of each settled item and the forms for the chip, or the refusal's reason and grounds. */
export function RecommendedWhy({ given }: { readonly given: Given }) {
  const { t } = useTranslation('county');
  const say = useSay();
  const chip = (item: ChipItem): readonly [string, string][] => {
    const form = given.verdict === 'issue' ? given.chip?.[item] : undefined;
    return form === undefined ? [] : [[t('chipForm', { item: say(faceWords[item]) }), form]];
  };
  const items: readonly (readonly [string, string])[] =
    given.verdict === 'refuse'
      ? [
          [t('code'), say(countyRefusalWords[given.code])],
          [t('refuseGrounds'), given.grounds],
        ]
      : [
          ...given.settled.map(({ item, grounds }) => [say(itemWords[item]), grounds] as const),
          ...chipItems.flatMap(chip),
        ];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="recommended-why">
      <Typography.Title level={2} id="recommended-why">
        {t('recommendedWhy')}
      </Typography.Title>
      <Facts items={items} columns={1} />
    </section>
  );
}
