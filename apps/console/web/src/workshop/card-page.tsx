import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type CardView, SpoilCard } from '@yidi/contracts';
import { spoilWords, visualPoints, visualPointWords } from '@yidi/domain';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { actOnCard, cardHistoryQuery, cardQuery } from '../api/production.js';
import { useSay } from '../i18n/words.js';
import {
  ActButton,
  Button,
  Checkbox,
  Failure,
  Field,
  Flex,
  PageTitle,
  Select,
  Skeleton,
  Timeline,
} from '../ui/index.js';
import { ChipDiffers, Face } from './card-face.js';
import { CardHead } from './card-head.js';
import { useCardName } from './card-name.js';
import { CardTag } from './card-tag.js';

/** One card: where it is in its life, what is on it, and what can be done with it. */
export function CardPage() {
  const { id } = useParams({ from: '/cards/$id' });
  // Whoever goes on to another card has not asked for what is on that one.
  return <OneCard key={id} id={id} />;
}

function OneCard({ id }: { readonly id: string }) {
  const { t } = useTranslation('workshop');
  const name = useCardName();
  const [clear, setClear] = useState(false);
  const masked = useQuery(cardQuery(id, false));
  const full = useQuery({ ...cardQuery(id, true), enabled: clear });
  // What is ticked and said below stays while the face is asked for.
  const the = clear ? (full.data ?? masked.data) : masked.data;
  const { data: history } = useQuery(cardHistoryQuery(id));
  const verifies = the?.availableActs.includes('verify') === true;
  const look = (
    <Button onClick={() => setClear(!clear)} title={t('lookLogged')}>
      {clear ? t('hideFace') : t('showFace')}
    </Button>
  );
  return (
    <>
      <PageTitle title={name({ serial: the?.serial ?? null, fault: the?.spoil?.fault })} extra={!verifies && look}>
        {the && <CardTag state={the.state} />}
      </PageTitle>
      <Failure error={masked.error ?? full.error} onRetry={() => void (masked.error ? masked : full).refetch()} />
      {the ? (
        <>
          <CardHead the={the} />
          {the.face !== null && !verifies && <Face the={the} />}
          <Acts key={the.revision} the={the} look={look} />
        </>
      ) : (
        !masked.error && <Skeleton active />
      )}
      <Timeline title={t('history')} entries={history?.items} />
    </>
  );
}

function Acts({ the, look }: { readonly the: CardView; readonly look: ReactNode }) {
  const { t } = useTranslation('workshop');
  const queries = useQueryClient();
  const changed = (): void => void queries.invalidateQueries({ queryKey: ['production'] });
  const may = (act: string): boolean => the.availableActs.includes(act);
  return (
    <section className="acts" aria-label={t('acts')}>
      {may('verify') && <Verify the={the} look={look} onDone={changed} />}
      {may('spoil') && <Spoil the={the} onDone={changed} />}
      <Flex gap={12} wrap>
        {may('release') && (
          <ActButton act={(key) => actOnCard(the, 'release', {}, key)} onDone={changed}>
            {t('release')}
          </ActButton>
        )}
        {may('destroy') && (
          <ActButton danger act={(key) => actOnCard(the, 'destroy', {}, key)} onDone={changed}>
            {t('destroy')}
          </ActButton>
        )}
      </Flex>
    </section>
  );
}

interface Panel {
  readonly the: CardView;
  readonly onDone: () => void;
}

/** The inspector has what was certified beside the card, ticks the points, and the centre reads the chip itself. */
function Verify({ the, look, onDone }: Panel & { readonly look: ReactNode }) {
  const { t } = useTranslation('workshop');
  const say = useSay();
  const [seen, setSeen] = useState<Readonly<Record<string, boolean>>>({});
  const queries = useQueryClient();
  // A check that the card did not pass is a line of its history, too.
  const verify = (key: string): Promise<CardView> =>
    actOnCard(the, 'verify', { visual }, key).finally(() => void queries.invalidateQueries(cardHistoryQuery(the.id)));
  const visual = Object.fromEntries(visualPoints.map((point) => [point, seen[point] === true]));
  return (
    <fieldset className="panel-form">
      <legend>{t('verifyTitle')}</legend>
      <p>{the.face === null ? t('verifyFirst') : t('verifyHint')}</p>
      {look}
      {the.face !== null && (
        <>
          <Face the={the} />
          {visualPoints.map((point) => (
            <div key={point}>
              <Checkbox
                checked={seen[point] === true}
                onChange={({ target }) => setSeen({ ...seen, [point]: target.checked })}
              >
                {say(visualPointWords[point])}
              </Checkbox>
            </div>
          ))}
          <ActButton
            type="primary"
            act={verify}
            onDone={onDone}
            explain={(problem) => <ChipDiffers problem={problem} the={the} />}
          >
            {t('verify')}
          </ActButton>
        </>
      )}
    </fieldset>
  );
}

function Spoil({ the, onDone }: Panel) {
  const { t } = useTranslation('workshop');
  const say = useSay();
  const [cause, setCause] = useState<z.infer<typeof SpoilCard>['cause']>();
  return (
    <div className="panel-form">
      <Field id="cause" label={t('spoilCause')}>
        <Select
          id="cause"
          className="field-short"
          {...(cause === undefined ? {} : { value: cause })}
          onChange={setCause}
          options={SpoilCard.shape.cause.options.map((value) => ({ value, label: say(spoilWords[value]) }))}
        />
      </Field>
      <ActButton danger act={(key) => actOnCard(the, 'spoil', { cause }, key)} onDone={onDone}>
        {t('spoil')}
      </ActButton>
    </div>
  );
}
