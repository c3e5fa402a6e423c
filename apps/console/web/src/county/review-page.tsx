import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReviewView } from '@yidi/contracts';
import { type CardFace, countyRefusalWords, pressingReviewStates, reasonWords } from '@yidi/domain';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reviewHistoryQuery, reviewPaperQuery, reviewQuery } from '../api/review.js';
import { useBureauName, useMe, usePointName } from '../app/officer.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { KeepsTyped, TypedNote, useTypedPage } from '../typed/typed.js';
import { Alert, Button, Facts, Failure, PageTitle, Skeleton, Specimen, Timeline } from '../ui/index.js';
import { panelKeys } from '../ui/panel-keys.js';
import { instantText } from '../ui/wording.js';
import { DecisionPanel } from './decision-panel.js';
import { Differences } from './differences.js';
import { Due } from './due.js';
import { Findings, Papers, Photos } from './evidence.js';
import { Holder } from './holder.js';
import { HoldingPanel, TakenAway } from './holding-panel.js';
import { useLease } from './lease.js';
import { RecommendedWhy } from './recommended-why.js';
import { returnTexts } from './return-form.js';
import { ReviewerPanel } from './reviewer-panel.js';
import { ReviewTag } from './review-tag.js';
import './county.css';

const pressing: readonly string[] = pressingReviewStates;

const forms = ['return', 'refuse', 'send-back', 'revoke'] as const;
/** Names of texts that are somebody's words. */
const ownWords = /\.words$|^(grounds|chip)\./;

/** Which form of the panel is open. */
export type OpenForm = (typeof forms)[number] | undefined;

/** A case in one look: its facts, declared beside registered, photo, papers, what the desk found, and what can be done. */
export function ReviewPage() {
  const { t } = useTranslation('county');
  const { id } = useParams({ from: '/reviews/$id' });
  const { officer } = useMe();
  const [clear, setClear] = useState(false);
  const masked = useQuery(reviewQuery(id));
  // Who has the case in hand needs to see the person; everybody else asks for it, and either is logged.
  const inHand =
    masked.data?.claimedBy?.id === officer.id && masked.data.state === 'claimed'
      ? true
      : masked.data?.state === 'reviewed' && officer.roles.includes('issuer');
  const open = clear || inHand === true;
  const full = useQuery({ ...reviewQuery(id, 'handling'), enabled: open });
  const the = open ? (full.data ?? masked.data) : masked.data;
  const error = masked.error ?? full.error;
  return (
    <>
      <PageTitle
        title={the?.acceptanceNumber ?? t('title')}
        extra={
          !inHand && (
            <Button onClick={() => setClear(!clear)} title={t('maskedWhy')}>
              {clear ? t('hide') : t('masked')}
            </Button>
          )
        }
      >
        {the && <ReviewTag state={the.state} />}
      </PageTitle>
      <Failure error={error} onRetry={() => void masked.refetch()} />
      {the ? (
        <KeepsTyped key={the.applicationId} form="review" id={the.applicationId} revision={the.revision}>
          <Case the={the} />
        </KeepsTyped>
      ) : (
        !error && <Skeleton active />
      )}
    </>
  );
}

function Case({ the }: { readonly the: ReviewView }) {
  const { t } = useTranslation('county');
  const { officer } = useMe();
  const panel = useRef<HTMLDivElement>(null);
  const { texts, drop } = useTypedPage();
  const held = useRef(false);
  const through = useRef(false);
  const mine = the.state === 'claimed' && the.claimedBy?.id === officer.id;
  if (mine) held.current = true;
  useLease(the, mine);
  const may = (act: string): boolean => the.availableActs.includes(act);
  // A form that was begun is open when the case is opened again.
  const begun = forms.find((one) => Object.keys(texts).some((name) => name.startsWith(`${one}.`)));
  const [chosen, setForm] = useState<OpenForm | 'none'>();
  const form = chosen === 'none' ? undefined : (chosen ?? begun);
  const typed = [
    ...Object.entries(texts).flatMap(([name, { text }]) => (ownWords.test(name) ? [text] : [])),
    ...returnTexts(texts),
  ].filter((text) => text.trim() !== '');
  // Known from this page, or from what was typed before it was opened.
  const begunHere = held.current || (typed.length > 0 && !may('issue') && !may('revoke'));
  const taken = begunHere && !mine && !through.current;
  const jump = (by: 1 | -1) => (): void => {
    const rows = [...(panel.current?.querySelectorAll<HTMLElement>('[data-difference="true"]') ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : (at + by + rows.length) % rows.length]?.focus();
  };
  // Whoever opens a case has its keys at hand at once.
  useEffect(() => {
    if (document.activeElement?.matches('main h1')) panel.current?.focus({ preventScroll: true });
  }, []);
  const press = (id: string) => (): void => document.getElementById(id)?.querySelector('button')?.click();
  const keys = panelKeys({
    n: jump(1),
    p: jump(-1),
    a: press('main-act'),
    r: may('return') ? () => setForm('return') : undefined,
    f: may('refuse') || may('recommend') ? () => setForm('refuse') : undefined,
  });
  return (
    <div ref={panel} tabIndex={-1} onKeyDown={keys} role="group" aria-label={the.acceptanceNumber} className="case">
      {taken && <TakenAway the={the} typed={typed} />}
      {the.sentBack && <SentBack sentBack={the.sentBack} />}
      <Head the={the} />
      <div className="case-columns">
        <div>
          {the.comparison && <Differences comparison={the.comparison} />}
          {the.recommendation?.given && <RecommendedWhy given={the.recommendation.given} />}
          <Findings screening={the.screening} />
          {the.face && <Card the={the} face={the.face} />}
        </div>
        {the.form !== null && (
          <aside aria-label={t('papers')}>
            <Photos id={the.applicationId} papers={the.papers} />
            <Papers id={the.applicationId} papers={the.papers} />
          </aside>
        )}
      </div>
      <Acts
        the={the}
        form={form}
        onForm={(to) => setForm(to ?? 'none')}
        onThrough={() => {
          through.current = true;
          drop();
        }}
      />
      {['recommend', 'issue'].some(may) && <p className="quiet">{t('keys')}</p>}
      <History id={the.applicationId} />
    </div>
  );
}

/** What an issuer wants looked at again. */
function SentBack({ sentBack }: { readonly sentBack: NonNullable<ReviewView['sentBack']> }) {
  const { t } = useTranslation('county');
  const { words, by, at } = sentBack;
  return (
    <Alert
      type="warning"
      role="status"
      showIcon
      title={t('sentBackBy', { name: by.name, at: instantText(at) })}
      description={words}
    />
  );
}

/** What will be on the card, drawn with the photo that came. */
function Card({ the, face }: { readonly the: ReviewView; readonly face: CardFace }) {
  const photo = the.papers.find(({ kind }) => kind === 'photo');
  const { data } = useQuery({
    ...reviewPaperQuery(the.applicationId, photo?.sha256 ?? ''),
    enabled: photo !== undefined,
  });
  return <Specimen face={face} photo={data} />;
}

function Head({ the }: { readonly the: ReviewView }) {
  const { t } = useTranslation('county');
  const say = useSay();
  const bureau = useBureauName();
  const point = usePointName();
  const { recommendation, refusal } = the;
  const { aside, pair } = usePunctuation();
  const by = (who: { name: string }, at: string): string => t('by', { name: who.name, at: instantText(at) });
  return (
    <Facts
      items={[
        [t('person'), the.person.name],
        [t('citizenNumber'), the.person.citizenNumber],
        [t('reason'), say(reasonWords[the.reason])],
        [t('dueOn'), <Due key="due" on={the.dueOn} running={pressing.includes(the.state)} />],
        [t('from'), bureau(the.residenceBureau)],
        [t('point'), point(the.point)],
        [t('receivedAt'), instantText(the.receivedAt)],
        [t('holder'), <Holder key="holder" the={the} />],
        [
          t('recommendation'),
          recommendation && aside(t(`recommended.${recommendation.verdict}`), by(recommendation.by, recommendation.at)),
        ],
        [
          t('decided'),
          refusal
            ? pair(say(countyRefusalWords[refusal.code as keyof typeof countyRefusalWords]), refusal.words)
            : the.certificationId && t('certified', { id: the.certificationId }),
        ],
      ]}
    />
  );
}

function Acts({
  the,
  form,
  onForm,
  onThrough,
}: {
  readonly the: ReviewView;
  readonly form: OpenForm;
  readonly onForm: (form: OpenForm) => void;
  /** The officer has ended their own part: what follows is not taken from them. */
  readonly onThrough: () => void;
}) {
  const { t } = useTranslation('county');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { officer } = useMe();
  const may = (act: string): boolean => the.availableActs.includes(act);
  const changed = (): void => void queries.invalidateQueries({ queryKey: ['review'] });
  const done = (): void => {
    onThrough();
    changed();
    void navigate({
      to: '/reviews',
      search: { state: officer.roles.includes('reviewer') ? 'open' : 'reviewed' },
      state: { handled: the.acceptanceNumber },
    });
  };
  const mine = the.claimedBy?.id === officer.id;
  return (
    <section className="acts" aria-label={t('acts')}>
      <TypedNote />
      <HoldingPanel the={the} onChanged={changed} onDone={done} />
      {mine && may('recommend') && the.comparison && (
        <ReviewerPanel the={the} comparison={the.comparison} form={form} onForm={onForm} onDone={done} />
      )}
      {(may('issue') || may('revoke')) && <DecisionPanel the={the} form={form} onForm={onForm} onDone={done} />}
    </section>
  );
}

function History({ id }: { readonly id: string }) {
  const { t } = useTranslation('county');
  const { data } = useQuery(reviewHistoryQuery(id));
  return <Timeline title={t('history')} entries={data?.items} />;
}
