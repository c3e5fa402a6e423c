import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { countyRefusalWords, ruleWords, type Words } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { personAtCounty, personAtDesk } from '../api/case.js';
import { useHasRole } from '../app/officer.js';
import { CardTag } from '../workshop/card-tag.js';
import { ReviewTag } from '../county/review-tag.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { Alert, Failure, PageTitle, Skeleton } from '../ui/index.js';
import { ApplicationTag } from './application-tag.js';
import { CaseActs } from './case-acts.js';
import { CaseClocks } from './case-clocks.js';
import { CaseHead } from './case-head.js';
import { CasePapers } from './case-papers.js';
import { CaseTimeline } from './case-timeline.js';
import { CaseWhy } from './case-why.js';
import { Reveal, useReveal } from './reveal.js';
import { type CaseSeen, useCase } from './use-case.js';
import './cases.css';

const refusalWords: Readonly<Record<string, Words>> = {
  ...countyRefusalWords,
  ...Object.fromEntries(Object.entries(ruleWords).map(([rule, { name }]) => [rule, name])),
};

/** One case in one look: facts, limits, what happened on both sides, and what can be done about it now. */
export function CasePage() {
  const { t } = useTranslation('cases');
  const { t: td } = useTranslation('desk');
  const { id } = useParams({ from: '/cases/$id' });
  const { seen, error } = useCase(id);
  const reveal = useReveal();
  const auditor = useHasRole('auditor');
  const known = seen && (seen.application ?? seen.review ?? seen.cards[0] ?? seen.entries[0]);
  const number = seen?.application?.acceptanceNumber ?? seen?.review?.acceptanceNumber;
  return (
    <>
      <PageTitle
        title={number ?? (seen?.application ? td('noNumber') : t('title'))}
        extra={(seen?.application ?? seen?.review) && <Reveal {...reveal} />}
      >
        {seen && <States seen={seen} />}
      </PageTitle>
      <Failure error={error} />
      {!seen && !error && <Skeleton active />}
      {seen && !known && <Alert type="info" showIcon role="status" title={t('unknown')} />}
      {seen && known && (
        <>
          <Revealed seen={seen} purpose={reveal.purpose} />
          <Refusal seen={seen} />
          <div className="case-sides">
            <div>
              <CaseActs seen={seen} />
              <CaseWhy seen={seen} />
              <CaseTimeline entries={seen.entries} />
            </div>
            <aside aria-label={t('facts')}>
              <CaseClocks seen={seen} />
              <CasePapers seen={seen} purpose={reveal.purpose} />
              {auditor && (
                <p>
                  <Link to="/audit" search={{ subject: id }}>
                    {t('looked')}
                  </Link>
                </p>
              )}
            </aside>
          </div>
        </>
      )}
    </>
  );
}

/** The head, with the person clear while a purpose was given. */
function Revealed({
  seen,
  purpose,
}: {
  readonly seen: CaseSeen;
  readonly purpose: ReturnType<typeof useReveal>['purpose'];
}) {
  const asked = purpose ?? 'handling';
  const atDesk = useQuery({
    ...personAtDesk(seen.id, asked),
    enabled: purpose !== undefined && seen.application !== null,
  });
  const atCounty = useQuery({
    ...personAtCounty(seen.id, asked),
    enabled: purpose !== undefined && seen.application === null && seen.review !== null,
  });
  const clear = purpose && (atDesk.data ?? atCounty.data)?.person;
  return (
    <>
      <Failure error={atDesk.error ?? atCounty.error} />
      <CaseHead seen={seen} person={clear} />
    </>
  );
}

function States({ seen: { application, review, cards } }: { readonly seen: CaseSeen }) {
  if (application) return <ApplicationTag state={application.state} />;
  if (review) return <ReviewTag state={review.state} />;
  const card = cards[cards.length - 1];
  return card ? <CardTag state={card.state} /> : null;
}

function Refusal({ seen: { application, review } }: { readonly seen: CaseSeen }) {
  const { t } = useTranslation('returned');
  const say = useSay();
  const { pair } = usePunctuation();
  const refusal = application?.refusal ?? review?.refusal;
  if (!refusal) return null;
  const contact = application?.refusal?.contact;
  return (
    <Alert
      type="error"
      showIcon
      title={pair(t('refusedBy'), say(refusalWords[refusal.code]) || refusal.code)}
      description={
        <>
          <p>{refusal.words}</p>
          {contact && <p>{t('contactOf', contact)}</p>}
        </>
      }
    />
  );
}
