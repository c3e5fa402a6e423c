import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { IssuedMany, ReviewRow } from '@yidi/contracts';
import { reasonWords } from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { issueMany, reviewsQuery } from '../api/review.js';
import { useBureauName } from '../app/officer.js';
import { useLanguage, useSay } from '../i18n/words.js';
import { ActButton, Button, Checkbox, Failure, Flex, PageTitle, Tag } from '../ui/index.js';
import { Due } from './due.js';

type Row = z.infer<typeof ReviewRow>;
type Result = IssuedMany['results'][number];

/** Recommended cases in which nothing needed anybody's word: issued together, each with a result of its own. */
export function IssueManyPage() {
  const { t } = useTranslation('county');
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(reviewsQuery({ state: 'reviewed', clean: 'true' }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<{ rows: readonly Row[]; results: readonly Result[] }>();
  const rows = done?.rows ?? data?.items ?? [];
  const picked = rows.filter(({ applicationId }) => chosen.has(applicationId));
  const finished = ({ results }: IssuedMany): void => {
    setDone({ rows: picked, results });
    void queries.invalidateQueries({ queryKey: ['review', 'list'] });
  };
  const again = (): void => {
    setDone(undefined);
    setChosen(new Set());
  };
  const tick = (id: string, on: boolean): void => {
    const now = new Set(chosen);
    if (on) now.add(id);
    else now.delete(id);
    setChosen(now);
  };
  const issued = done?.results.filter(({ problem }) => problem === null).length ?? 0;
  return (
    <>
      <PageTitle title={t('many.title')} />
      <p>{t('many.lead')}</p>
      <Failure error={error} onRetry={() => void refetch()} />
      {done && <p role="status">{t('many.done', { issued, refused: done.results.length - issued })}</p>}
      <Cases rows={rows} chosen={chosen} onTick={done ? undefined : tick} results={done?.results} />
      <Flex gap={12} wrap align="start" className="acts">
        {done ? (
          <Button type="primary" autoFocus onClick={again}>
            {t('many.again')}
          </Button>
        ) : (
          <>
            <Button
              disabled={rows.length === 0}
              onClick={() =>
                setChosen(new Set(picked.length < rows.length ? rows.map((row) => row.applicationId) : []))
              }
            >
              {t(picked.length < rows.length || rows.length === 0 ? 'many.all' : 'many.none')}
            </Button>
            <ActButton
              type="primary"
              disabled={picked.length === 0}
              act={(key) =>
                issueMany(
                  picked.map(({ applicationId, revision }) => ({ applicationId, revision })),
                  key,
                )
              }
              onDone={finished}
            >
              {t('many.issue', { count: picked.length })}
            </ActButton>
          </>
        )}
      </Flex>
    </>
  );
}

function Cases({
  rows,
  chosen,
  onTick,
  results,
}: {
  readonly rows: readonly Row[];
  readonly chosen: ReadonlySet<string>;
  readonly onTick: ((id: string, on: boolean) => void) | undefined;
  readonly results: readonly Result[] | undefined;
}) {
  const { t } = useTranslation('county');
  const say = useSay();
  const bureau = useBureauName();
  if (rows.length === 0) return <p className="quiet">{t('many.nothing')}</p>;
  const heads = ['number', 'person', 'reason', 'from', 'holder', 'dueOn'] as const;
  return (
    <div className="queue-rows" tabIndex={0} role="region" aria-label={t('many.title')}>
      <table className="compare">
        <thead>
          <tr>
            <th scope="col">{t(results ? 'many.result' : 'many.choose')}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.applicationId}>
              <td>
                {onTick ? (
                  <Checkbox
                    aria-label={t('many.chooseOne', { number: row.acceptanceNumber })}
                    checked={chosen.has(row.applicationId)}
                    onChange={({ target }) => onTick(row.applicationId, target.checked)}
                  />
                ) : (
                  <Outcome result={results?.find(({ applicationId }) => applicationId === row.applicationId)} />
                )}
              </td>
              <th scope="row">
                <Link to="/reviews/$id" params={{ id: row.applicationId }}>
                  {row.acceptanceNumber}
                </Link>
              </th>
              <td>
                {row.person.name} {row.person.citizenNumber}
              </td>
              <td>{say(reasonWords[row.reason])}</td>
              <td>{bureau(row.residenceBureau)}</td>
              <td>{row.claimedBy?.name}</td>
              <td>
                <Due on={row.dueOn} running />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Outcome({ result }: { readonly result: Result | undefined }) {
  const { t } = useTranslation('county');
  const language = useLanguage();
  if (!result) return null;
  if (result.problem === null) return <Tag color="success">✓ {t('many.issued')}</Tag>;
  return <Tag color="error">✗ {language === 'zh' ? result.problem.titleZh : result.problem.title}</Tag>;
}
