import { type Paper, paperWords } from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askBytes } from '../api/http.js';
import { paperBytes, type Purpose } from '../api/intake.js';
import { PaperImage } from '../desk/paper-image.js';
import { useSay } from '../i18n/words.js';
import { Button, Typography } from '../ui/index.js';
import type { CaseSeen } from './use-case.js';

/** The papers of a case; they are opened only while somebody has said why they look. */
export function CasePapers({ seen, purpose }: { readonly seen: CaseSeen; readonly purpose: Purpose | undefined }) {
  const { t } = useTranslation('cases');
  const { application, review } = seen;
  const papers = (application ?? review)?.papers ?? [];
  if (papers.length === 0) return null;
  const read = (paper: Paper, why: Purpose) => (): Promise<Blob> =>
    application
      ? paperBytes(seen.id, paper.kind, why)
      : askBytes(`review/reviews/${seen.id}/papers/${paper.sha256}`, { query: { purpose: why } });
  return (
    <section aria-labelledby="case-papers">
      <Typography.Title level={2} id="case-papers">
        {t('papers')}
      </Typography.Title>
      {!purpose && <p className="quiet">{t('papersHidden')}</p>}
      <ul className="plain">
        {papers.map((paper) => (
          <li key={`${paper.kind} ${paper.sha256}`}>
            <OnePaper paper={paper} read={purpose && read(paper, purpose)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OnePaper({ paper, read }: { readonly paper: Paper; readonly read: (() => Promise<Blob>) | undefined }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const [open, setOpen] = useState(false);
  const label = say(paperWords[paper.kind]);
  if (!read) return <>{label}</>;
  return (
    <>
      <Button type="link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('close') : t('open')} {label}
      </Button>
      {open && <PaperImage read={read} sha256={paper.sha256} label={label} />}
    </>
  );
}
