import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ParkedView, ReplayedLetters } from '@yidi/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ServiceName, serviceNames } from '../../../src/contract.js';
import { actOnParked, parkedLetterQuery } from '../api/letters.js';
import { useHasRole } from '../app/officer.js';
import { useLetterWords } from '../cases/letter-words.js';
import { usePunctuation } from '../i18n/words.js';
import { KeepsTyped, useTyped, useTypedPage } from '../typed/typed.js';
import { Facts, Failure, Flex, Skeleton } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { OperatorsPage } from './frame.js';
import { LookInside } from './look-inside.js';
import { Replayed } from './replayed.js';
import { Settle } from './settle.js';

/** One letter that was put aside: its cover, why, and what can be done about it. */
export function ParkedLetter() {
  const { t } = useTranslation('operators');
  const { service: asked, id } = useParams({ from: '/operators/parked/$service/$id' });
  const service = serviceNames.find((name) => name === asked) ?? 'intake';
  const queries = useQueryClient();
  const [answer, setAnswer] = useState<ReplayedLetters>();
  // Once settled there is no such letter any more: what it was stays on the page.
  const { data: the, error, dataUpdatedAt } = useQuery({ ...parkedLetterQuery(service, id), enabled: !answer });
  const done = (result: ReplayedLetters): void => {
    setAnswer(result);
    for (const name of ['streams', 'reconciliation', 'parked', 'settled']) {
      void queries.invalidateQueries({ queryKey: [service, 'list', 'letters', name], refetchType: 'inactive' });
    }
  };
  return (
    <OperatorsPage title={t('letter')} asOf={dataUpdatedAt}>
      <Failure error={error} />
      {the ? <Cover service={service} the={the} /> : !error && <Skeleton active />}
      {the && !answer && (
        <KeepsTyped key={the.id} form="letter" id={the.id} revision={the.revision}>
          <Acts service={service} the={the} onDone={done} />
        </KeepsTyped>
      )}
      {answer && <Replayed answer={answer} />}
      <p className="ways">
        <Link to="/operators/parked">{t('backToList')}</Link>
      </p>
    </OperatorsPage>
  );
}

function Cover({ service, the }: { readonly service: ServiceName; readonly the: ParkedView }) {
  const { t } = useTranslation('operators');
  const { aside } = usePunctuation();
  const words = useLetterWords();
  return (
    <Facts
      columns={2}
      items={[
        [t('type'), aside(words.type(the.type), the.type)],
        [t('version'), the.version],
        [t('sender'), words.peer(the.sender)],
        [t('service'), words.service(service)],
        [t('cause'), words.cause(the.cause)],
        [t('detail'), the.detail],
        [t('parkedAt'), instantText(the.parkedAt)],
        [t('tries'), the.revision],
        [
          t('case'),
          <Link key="case" to="/cases/$id" params={{ id: the.subject }}>
            {t('openCase')}
          </Link>,
        ],
        [t('place'), `${the.stream} ${the.number}`],
        [t('letterId'), the.letterId],
      ]}
    />
  );
}

function Acts({
  service,
  the,
  onDone,
}: {
  readonly service: ServiceName;
  readonly the: ParkedView;
  readonly onDone: (answer: ReplayedLetters) => void;
}) {
  const { t } = useTranslation('operators');
  const handles = useHasRole('administrator');
  const looks = useHasRole('supervisor');
  const [replayWhy, setReplayWhy] = useTyped('replay');
  const [discardWhy, setDiscardWhy] = useTyped('discard');
  const { drop } = useTypedPage();
  const done = (answer: ReplayedLetters): void => {
    drop();
    onDone(answer);
  };
  return (
    <section className="acts">
      <Flex gap={12} wrap align="start">
        {handles && (
          <>
            <Settle
              id="replay-why"
              name={t('replay')}
              why={t('replayWhy')}
              reason={replayWhy}
              onReason={setReplayWhy}
              act={(key) => actOnParked(service, the, 'replay', replayWhy, key)}
              onDone={done}
            />
            <Settle
              id="discard-why"
              danger
              name={t('discard')}
              why={t('discardWhy')}
              send={t('discardSend')}
              reason={discardWhy}
              onReason={setDiscardWhy}
              act={(key) => actOnParked(service, the, 'discard', discardWhy, key)}
              onDone={done}
            />
          </>
        )}
        {looks && <LookInside service={service} id={the.id} />}
      </Flex>
    </section>
  );
}
