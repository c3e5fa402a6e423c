import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type CardView, SpoilCard } from '@yidi/contracts';
import { CardFace, ethnicityName, faceWords, sexWords, spoilWords, visualPoints, visualPointWords } from '@yidi/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { actOnCard, cardHistoryQuery, cardQuery } from '../api/production.js';
import { useBureauName, usePointName } from '../app/officer.js';
import { useSay } from '../i18n/words.js';
import {
  ActButton,
  Button,
  Checkbox,
  Facts,
  Failure,
  Field,
  Flex,
  PageTitle,
  Select,
  Skeleton,
  Specimen,
  Timeline,
} from '../ui/index.js';
import { CardTag } from './card-tag.js';

/** One card: where it is in its life, what is on it, and what can be done with it. */
export function CardPage() {
  const { t } = useTranslation('workshop');
  const { id } = useParams({ from: '/cards/$id' });
  const [clear, setClear] = useState(false);
  const { data: the, error, refetch } = useQuery(cardQuery(id, clear));
  const { data: history } = useQuery(cardHistoryQuery(id));
  return (
    <>
      <PageTitle
        title={the?.serial ? t('card', { serial: the.serial }) : t('noSerial')}
        extra={
          <Button onClick={() => setClear(!clear)} title={t('lookLogged')}>
            {clear ? t('hideFace') : t('showFace')}
          </Button>
        }
      >
        {the && <CardTag state={the.state} />}
      </PageTitle>
      <Failure error={error} onRetry={() => void refetch()} />
      {the ? (
        <>
          <Head the={the} />
          {the.face !== null && <Face face={the.face} />}
          <Acts key={the.revision} the={the} />
        </>
      ) : (
        <Skeleton active />
      )}
      <Timeline title={t('history')} entries={history?.items} />
    </>
  );
}

function Head({ the }: { readonly the: CardView }) {
  const { t } = useTranslation('workshop');
  const say = useSay();
  const bureau = useBureauName();
  const point = usePointName();
  return (
    <Facts
      items={[
        [t('dueOn'), the.dueOn],
        [t('point'), point(the.point)],
        [t('orderedBy'), bureau(the.orderedBy)],
        [t('attempt'), the.attempt],
        [t('madeBy'), the.madeBy?.name],
        [t('verifiedBy'), the.verifiedBy?.name],
        [t('spoiled'), the.spoil && say(spoilWords[the.spoil.cause])],
      ]}
    />
  );
}

function Face({ face }: { readonly face: unknown }) {
  const { t } = useTranslation('workshop');
  const say = useSay();
  const read = CardFace.safeParse(face);
  if (!read.success) return null;
  const { name, sex, ethnicity, bornOn, address, citizenNumber, issuingOrgan, validity } = read.data;
  return (
    <>
      <Specimen face={read.data} />
      <Facts
        label={t('face')}
        columns={2}
        items={[
          [say(faceWords.name), name],
          [say(faceWords.sex), say(sexWords[sex])],
          [say(faceWords.ethnicity), ethnicityName(ethnicity)],
          [say(faceWords.bornOn), bornOn],
          [say(faceWords.address), address],
          [say(faceWords.citizenNumber), citizenNumber],
          [say(faceWords.issuingOrgan), issuingOrgan],
          [
            say(faceWords.validity),
            `${validity.from} – ${validity.until === 'long-term' ? t('longTerm') : validity.until}`,
          ],
        ]}
      />
    </>
  );
}

function Acts({ the }: { readonly the: CardView }) {
  const { t } = useTranslation('workshop');
  const queries = useQueryClient();
  const changed = (): void => void queries.invalidateQueries({ queryKey: ['production'] });
  const may = (act: string): boolean => the.availableActs.includes(act);
  return (
    <section className="acts" aria-label={t('acts')}>
      {may('verify') && <Verify the={the} onDone={changed} />}
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

/** The inspector's checklist; the chip is read by the centre itself. */
function Verify({ the, onDone }: Panel) {
  const { t } = useTranslation('workshop');
  const say = useSay();
  const [seen, setSeen] = useState<Readonly<Record<string, boolean>>>({});
  const visual = Object.fromEntries(visualPoints.map((point) => [point, seen[point] === true]));
  return (
    <fieldset className="panel-form">
      <legend>{t('verifyHint')}</legend>
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
      <ActButton type="primary" act={(key) => actOnCard(the, 'verify', { visual }, key)} onDone={onDone}>
        {t('verify')}
      </ActButton>
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
