import { Link } from '@tanstack/react-router';
import type { AcceptedView, ApplicationView } from '@yidi/contracts';
import {
  ethnicityWords,
  fingerprintWords,
  fingerWords,
  itemWords,
  paperWords,
  reasonWords,
  residenceProofWords,
  sexWords,
} from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { accept, paperBytes } from '../api/intake.js';
import { useBureauName } from '../app/officer.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { ActButton, Alert, Facts } from '../ui/index.js';
import { isForm } from './fields.js';
import { NewDraftLink } from './new-draft-link.js';
import { PaperImage } from './paper-image.js';
import { PrintButtons } from './print-buttons.js';
import type { StepName } from './task-list.js';

/** Everything once more before it goes out; the button says what happens. */
export function CheckStep({
  the,
  onAccepted,
}: {
  readonly the: ApplicationView;
  readonly onAccepted: (accepted: AcceptedView) => void;
}) {
  const { t } = useTranslation('acceptance');
  const say = useSay();
  const { list, aside } = usePunctuation();
  const bureau = useBureauName();
  const { form } = the;
  if (!isForm(form)) return null;
  const handText = ({ outcome, finger, cause }: (typeof form.fingerprints)[number]): string => {
    const what = say(fingerprintWords[outcome]);
    if (finger) return aside(what, say(fingerWords[finger]));
    return cause ? aside(what, say(fingerprintWords[cause])) : what;
  };
  const county = bureau(the.registrationBureau);
  const photo = the.papers.find(({ kind }) => kind === 'photo');
  return (
    <>
      <p>{t('checkLead')}</p>
      <Part name={t('steps.person')} step="person">
        <Facts
          items={[
            [t('reason'), say(reasonWords[the.reason])],
            [say(itemWords.name), form.name],
            [say(itemWords.citizenNumber), form.citizenNumber],
            [say(itemWords.sex), say(sexWords[form.sex])],
            [say(itemWords.ethnicity), say(ethnicityWords(form.ethnicity))],
            [say(itemWords.bornOn), form.bornOn],
          ]}
        />
      </Part>
      <Part name={t('steps.form')} step="form">
        <Facts
          columns={2}
          items={[
            [say(itemWords.registeredAddress), form.registeredAddress],
            [say(itemWords.residenceAddress), form.residenceAddress],
            [t('residenceProof'), say(residenceProofWords[form.residenceProof])],
            [say(itemWords.phone), form.phone],
            ...form.fingerprints.map((one) => [t(one.hand), handText(one)] as const),
            [t('compared'), t(`comparedAs.${form.fingerprintComparison}`)],
            [t('appearance'), t(form.appearanceChanged ? 'yes' : 'no')],
            [
              say(itemWords.guardian),
              form.guardian
                ? list([form.guardian.name, form.guardian.citizenNumber, t(`relations.${form.guardian.relation}`)])
                : t('notGiven'),
            ],
          ]}
        />
      </Part>
      <Part name={t('steps.papers')} step="papers">
        <p>{list(the.papers.map(({ kind }) => say(paperWords[kind])))}</p>
        {photo && (
          <PaperImage read={() => paperBytes(the.id, 'photo')} sha256={photo.sha256} label={say(paperWords.photo)} />
        )}
      </Part>
      <p>{t('toBeSigned')}</p>
      <PrintButtons id={the.id} only="acceptance-form" />
      {the.availableActs.includes('accept') ? (
        <ActButton type="primary" size="large" act={(key) => accept(the, key)} onDone={onAccepted}>
          {t('accept', { county })}
        </ActButton>
      ) : (
        <>
          <Alert type="info" showIcon title={t('acceptFor')} />
          <p className="ways">
            <NewDraftLink>{t('nextPerson')}</NewDraftLink>
          </p>
        </>
      )}
    </>
  );
}

function Part({
  name,
  step,
  children,
}: {
  readonly name: string;
  readonly step: StepName;
  readonly children: React.ReactNode;
}) {
  const { t } = useTranslation('acceptance');
  const { pair } = usePunctuation();
  return (
    <section className="part" aria-label={name}>
      <h3>
        {name}{' '}
        <Link to="." search={(before) => ({ ...before, step })} aria-label={pair(t('change'), name)}>
          {t('change')}
        </Link>
      </h3>
      {children}
    </section>
  );
}
