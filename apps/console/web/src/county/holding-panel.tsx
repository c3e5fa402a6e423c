import { useQuery } from '@tanstack/react-query';
import type { ReviewView } from '@yidi/contracts';
import { useTranslation } from 'react-i18next';
import { actOnReview, reviewHistoryQuery } from '../api/review.js';
import { useHasRole, useMe } from '../app/officer.js';
import { useTyped, useTypedPage } from '../typed/typed.js';
import { ActButton, Alert, Field, Flex, Input, OwnTexts } from '../ui/index.js';
import { instantText } from '../ui/wording.js';

interface Panel {
  readonly the: ReviewView;
  /** The case is in other hands, or in none: the page shows it anew. */
  readonly onChanged: () => void;
  /** The officer is through with it. */
  readonly onDone: () => void;
}

/** Taking a case, taking it over, giving it back; from another's hands with a reason, unless they have left it. */
export function HoldingPanel({ the, onChanged, onDone }: Panel) {
  const { t } = useTranslation('county');
  const { officer, now } = useMe();
  const supervises = useHasRole('supervisor');
  const [reason, setReason] = useTyped('hold.reason');
  const { drop } = useTypedPage();
  const may = (act: string): boolean => the.availableActs.includes(act);
  const mine = the.claimedBy?.id === officer.id;
  const others = the.state === 'claimed' && !mine;
  const ended = the.claimedUntil !== null && the.claimedUntil <= now;
  const releases = may('release') && (mine || supervises);
  const asked = others && supervises && (releases || !ended);
  const changed = (): void => {
    drop('hold.');
    onChanged();
  };
  const why = reason.trim() === '' ? {} : { reason: reason.trim() };
  return (
    <>
      {others && the.claimedBy && (
        <Alert type="info" showIcon title={t(ended ? 'leftBy' : 'notYours', { name: the.claimedBy.name })} />
      )}
      {asked && (
        <Field id="reason" label={t('takeReason')}>
          <Input id="reason" maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Field>
      )}
      <Flex gap={12} wrap align="start">
        {may('claim') && (
          <div id="main-act">
            <ActButton type="primary" act={(key) => actOnReview(the, 'claim', {}, key)} onDone={onChanged}>
              {t('claim')}
            </ActButton>
          </div>
        )}
        {may('take-over') && (
          <ActButton
            type="primary"
            act={(key) => actOnReview(the, 'take-over', why, key)}
            onDone={changed}
            kept={[reason]}
          >
            {t('takeOver')}
          </ActButton>
        )}
        {releases && (
          <ActButton
            act={(key) => actOnReview(the, 'release', mine ? {} : why, key)}
            onDone={mine ? onDone : changed}
            kept={[reason]}
          >
            {mine ? t('release') : t('takeAway', { name: the.claimedBy?.name ?? '' })}
          </ActButton>
        )}
      </Flex>
    </>
  );
}

/** Somebody has taken the case from this officer while they were at work: who, why, and the officer's own words to take along. */
export function TakenAway({ the, typed }: { readonly the: ReviewView; readonly typed: readonly string[] }) {
  const { t } = useTranslation('county');
  const { data } = useQuery(reviewHistoryQuery(the.applicationId));
  const last = data?.items.findLast(({ act }) => act === 'take-over' || act === 'release');
  const reason = typeof last?.note['reason'] === 'string' ? last.note['reason'] : '';
  return (
    <Alert
      type="warning"
      role="alert"
      showIcon
      title={last ? t('takenAway', { name: last.by.name, at: instantText(last.at) }) : t('gone')}
      description={
        <>
          {reason !== '' && <p>{t('takenBecause', { reason })}</p>}
          <OwnTexts texts={typed} />
        </>
      }
    />
  );
}
