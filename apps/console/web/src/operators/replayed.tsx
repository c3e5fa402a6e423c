import { Link } from '@tanstack/react-router';
import type { ReplayedLetters } from '@yidi/contracts';
import { useTranslation } from 'react-i18next';
import { useLetterWords } from '../cases/letter-words.js';
import { Tag } from '../ui/index.js';

/** What became of each letter that was handled again. */
export function Replayed({ answer }: { readonly answer: ReplayedLetters }) {
  const { t } = useTranslation('operators');
  const words = useLetterWords();
  return (
    <section role="status" aria-label={t('replayed')}>
      <h3 className="case-day">{t('replayed')}</h3>
      <ul className="plain">
        {answer.letters.map(({ letterId, sender, subject, outcome, cause }) => (
          <li key={letterId}>
            <Tag color={outcome === 'processed' ? 'success' : 'error'}>{words.outcome(outcome, cause)}</Tag>{' '}
            {words.peer(sender)}{' '}
            <Link to="/cases/$id" params={{ id: subject }}>
              {t('openCase')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
