import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ReviewView } from '@yidi/contracts';
import { findingAnswerWords, type Paper, paperWords, questionOfRule } from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused } from '../api/refused.js';
import { registeredPhotoQuery, reviewPaperQuery } from '../api/review.js';
import { useHasRole } from '../app/officer.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { Button, Failure, Tag, Typography, useShown } from '../ui/index.js';

/** The photo that came and, for who decides, the one on the last card beside it: is this the same person? */
export function Photos({ id, papers }: { readonly id: string; readonly papers: readonly Paper[] }) {
  const { t } = useTranslation('county');
  const decides = useHasRole('reviewer', 'issuer');
  const photo = papers.find(({ kind }) => kind === 'photo');
  const sent = useQuery({ ...reviewPaperQuery(id, photo?.sha256 ?? ''), enabled: photo !== undefined });
  const registered = useQuery({ ...registeredPhotoQuery(id), enabled: decides });
  return (
    <div className="photos" role="group" aria-label={t('photos')}>
      <Photo name={t('photo')} asked={sent} />
      {decides && <Photo name={t('registeredPhoto')} asked={registered} />}
    </div>
  );
}

/** A photo and what it is; its place is kept until it comes. */
function Photo({ name, asked }: { readonly name: string; readonly asked: UseQueryResult<Blob> }) {
  const { t } = useTranslation('county');
  const { data, error, isFetching, isPending, refetch } = asked;
  const address = useShown(data);
  const missing = (isPending && !isFetching) || (error instanceof Refused && error.problem.code === 'NOT_FOUND');
  return (
    <figure className="photo" aria-busy={isFetching}>
      {address ? (
        <img src={address} alt={name} width={179} height={221} />
      ) : (
        <div className="photo-place">
          {missing && t('noPhoto')}
          {error && !missing && (
            <>
              <span role="status">{t('noPhotoNow')}</span>
              <Button onClick={() => void refetch()}>{t('retry', { ns: 'app' })}</Button>
            </>
          )}
        </div>
      )}
      <figcaption>{name}</figcaption>
    </figure>
  );
}

/** Papers besides the photo; each opens in place. */
export function Papers({ id, papers }: { readonly id: string; readonly papers: readonly Paper[] }) {
  const { t } = useTranslation('county');
  const say = useSay();
  const [open, setOpen] = useState<string>();
  const others = papers.filter(({ kind }) => kind !== 'photo');
  const shown = others.find(({ sha256 }) => sha256 === open);
  return (
    <section aria-labelledby="papers">
      <Typography.Title level={2} id="papers">
        {t('papers')}
      </Typography.Title>
      <ul className="plain">
        {others.map(({ kind, sha256 }) => (
          <li key={sha256}>
            <Button
              type="link"
              aria-expanded={open === sha256}
              onClick={() => setOpen(open === sha256 ? undefined : sha256)}
            >
              {t('openPaper', { paper: say(paperWords[kind]) })}
            </Button>
          </li>
        ))}
      </ul>
      {shown && <Scan id={id} paper={shown} />}
    </section>
  );
}

function Scan({ id, paper }: { readonly id: string; readonly paper: Paper }) {
  const { t } = useTranslation('county');
  const say = useSay();
  const { data, error } = useQuery(reviewPaperQuery(id, paper.sha256));
  const address = useShown(data);
  return (
    <>
      <Failure error={error} />
      {address &&
        (paper.contentType === 'application/pdf' ? (
          <a href={address} download={`${paper.kind}.pdf`}>
            {say(paperWords[paper.kind])}
          </a>
        ) : (
          <a href={address} target="_blank" rel="noreferrer" title={t('openWide')}>
            <img className="scan" src={address} alt={say(paperWords[paper.kind])} />
          </a>
        ))}
    </>
  );
}

/** What the desk's screening found; what passed is one line. */
export function Findings({ screening }: Pick<ReviewView, 'screening'>) {
  const { t } = useTranslation('county');
  const { aside } = usePunctuation();
  const say = useSay();
  const told = screening.findings.filter(({ answer }) => answer !== 'pass');
  return (
    <section aria-labelledby="findings">
      <Typography.Title level={2} id="findings">
        {t('findings')}
      </Typography.Title>
      {told.length === 0 && <p>✓ {t('clean')}</p>}
      <ul className="plain">
        {told.map(({ rule, answer, settled }) => (
          <li key={rule}>
            <Tag color="warning">{say(findingAnswerWords[answer])}</Tag> {say(questionOfRule(rule))}
            {settled && ` — ${aside(settled.grounds, settled.by.name)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
