import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useHasRole, useMe } from '../app/officer.js';
import { PrintButtons } from '../desk/print-buttons.js';
import { usePunctuation } from '../i18n/words.js';
import { Typography } from '../ui/index.js';
import { useActName } from '../ui/wording.js';
import type { CaseSeen } from './use-case.js';
import { AllowException } from './allow-exception.js';
import { GiveFeeBack } from './give-fee-back.js';
import { WithdrawCase } from './withdraw-case.js';

/** Where the desk's acts are done, besides the pages of a draft. */
const elsewhere: Readonly<Record<string, '/returned/$id' | '/counter'>> = {
  correct: '/returned/$id',
  collect: '/counter',
};

/** Acts that are done on this page. */
const here: readonly string[] = ['allow-exception', 'withdraw', 'refund'];

/** What this officer can do with the case now: each act leads to the page where it is done. */
export function CaseActs({ seen }: { readonly seen: CaseSeen }) {
  const { t } = useTranslation('cases');
  const { list } = usePunctuation();
  const { application, review, cards } = seen;
  const { officer } = useMe();
  const name = useActName();
  const atDesk = useHasRole('clerk', 'accepting-officer', 'supervisor');
  const words = (acts: readonly string[]): string => t('go', { acts: list(acts.map(name)) });
  const mine = application?.availableActs ?? [];
  const ofDesk = mine.filter((act) => !here.includes(act));
  const inDraft = ofDesk.filter((act) => elsewhere[act] === undefined);
  const others = [...new Set(ofDesk.flatMap((act) => elsewhere[act] ?? []))];
  const ofReview = review?.availableActs ?? [];
  const ofCards = cards.filter(({ availableActs }) => availableActs.length > 0);
  // Papers are printed where the case is handled.
  const prints = application && atDesk && (application.point === officer.point || officer.roles.includes('supervisor'));
  const none = mine.length + ofReview.length + ofCards.length === 0;
  return (
    <section aria-labelledby="case-acts">
      <Typography.Title level={2} id="case-acts">
        {t('acts')}
      </Typography.Title>
      {none && <p className="quiet">{t('noActs')}</p>}
      <div className="filters">
        {application && inDraft.length > 0 && (
          <Link to="/desk/$id" params={{ id: application.id }}>
            {words(inDraft)}
          </Link>
        )}
        {application &&
          others.map((to) => (
            <Link
              key={to}
              to={to}
              params={{ id: application.id }}
              search={to === '/counter' ? { case: application.id } : {}}
            >
              {words(ofDesk.filter((act) => elsewhere[act] === to))}
            </Link>
          ))}
        {review && ofReview.length > 0 && (
          <Link to="/reviews/$id" params={{ id: review.applicationId }}>
            {words(ofReview)}
          </Link>
        )}
        {ofCards.map(({ id, availableActs }) => (
          <Link key={id} to="/cards/$id" params={{ id }}>
            {words(availableActs)}
          </Link>
        ))}
        {application && atDesk && <AllowException the={application} />}
        {application && atDesk && <WithdrawCase the={application} />}
        {application && atDesk && <GiveFeeBack the={application} />}
      </div>
      {prints && <PrintButtons id={application.id} />}
    </section>
  );
}
