import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { paperWords, printWords, type Words } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import type { ServiceName } from '../../../src/contract.js';
import { looksQuery, type ReadsFilter } from '../api/reads.js';
import { usePointName } from '../app/officer.js';
import { useLetterWords } from '../cases/letter-words.js';
import { audit } from '../i18n/audit.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { Button, Failure, Skeleton } from '../ui/index.js';
import { instantText } from '../ui/wording.js';

const names: Readonly<Record<string, Words>> = { ...paperWords, ...printWords };
const isField = (name: string): name is keyof (typeof audit)['zh']['field'] => Object.hasOwn(audit.zh.field, name);

/** What was looked at, in words: `papers.photo` is the photo. */
function useFieldWords(): (field: string) => string {
  const { t } = useTranslation('audit');
  const say = useSay();
  return (field) => {
    if (isField(field)) return t(`field.${field}`, { name: '' });
    const [, kind = '', rest = ''] = /^([a-z]+)[.: ]?(.*)$/.exec(field) ?? [];
    const known = kind === 'paper' ? 'papers' : kind;
    return isField(known) ? t(`field.${known}`, { name: say(names[rest]) || rest }) : field;
  };
}

/** Who looked, in one service: the newest first, more on demand. */
export function Looks({ service, filter }: { readonly service: ServiceName; readonly filter: ReadsFilter }) {
  const { t } = useTranslation('audit');
  const { aside, list } = usePunctuation();
  const { t: ta } = useTranslation();
  const { t: tc } = useTranslation('cases');
  const words = useLetterWords();
  const point = usePointName();
  const fieldWords = useFieldWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    looksQuery(service, filter),
  );
  const title = t('looksIn', { service: words.service(service) });
  const looks = data?.pages.flatMap(({ items }) => items);
  return (
    <div className="wide" role="region" aria-label={title} tabIndex={0}>
      <Failure error={error} onRetry={() => void refetch()} />
      {!looks && !error && <Skeleton active />}
      {looks && (
        <table className="compare figures">
          <caption>{aside(title, `${looks.length}${hasNextPage ? '+' : ''}`)}</caption>
          <thead>
            <tr>
              {(['at', 'who', 'point', 'purpose', 'what', 'subject'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {looks.length === 0 && (
              <tr>
                <td colSpan={6}>{t('none')}</td>
              </tr>
            )}
            {looks.map(({ at, officer, purpose, fields, subject }, nth) => (
              <tr key={`${at} ${officer.id} ${subject} ${nth}`}>
                <td>{instantText(at)}</td>
                <th scope="row">{aside(officer.name, officer.id)}</th>
                <td>{point(officer.point)}</td>
                <td>{tc(`purpose.${purpose}`)}</td>
                <td>{list(fields.map(fieldWords))}</td>
                <td>
                  <Link to={service === 'production' ? '/cards/$id' : '/cases/$id'} params={{ id: subject }}>
                    {t('openCase')}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {ta('list.next')}
        </Button>
      )}
    </div>
  );
}
