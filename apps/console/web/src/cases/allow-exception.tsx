import type { ApplicationView } from '@yidi/contracts';
import { exceptionKinds, exceptionWords } from '@yidi/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOn } from '../api/intake.js';
import { useSay } from '../i18n/words.js';
import { KeepsTyped, TypedNote, useTyped, useTypedPage } from '../typed/typed.js';
import { ActButton, ActDialog, Button, Radio, WordsField } from '../ui/index.js';

/** A supervisor allows a hand-over without receipt, match or original card, with grounds; somebody else hands over. */
export function AllowException({ the }: { readonly the: ApplicationView }) {
  if (!the.availableActs.includes('allow-exception')) return null;
  return (
    <KeepsTyped key={the.id} form="exception" id={the.id} revision={the.revision}>
      <Allow the={the} />
    </KeepsTyped>
  );
}

function Allow({ the }: { readonly the: ApplicationView }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [of, setOf] = useState<(typeof exceptionKinds)[number]>();
  const [grounds, setGrounds] = useTyped('grounds');
  const { drop } = useTypedPage();
  const done = (): void => {
    setOpen(false);
    setOf(undefined);
    drop();
    void queries.invalidateQueries({ queryKey: ['intake'] });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('allowException')}</Button>
      <ActDialog open={open} title={t('allowException')} onClose={() => setOpen(false)}>
        <p>{t('exceptionLead')}</p>
        <fieldset className="choice" id="exception">
          <legend>{t('exceptionOf')}</legend>
          <Radio.Group
            name="exception"
            value={of}
            onChange={({ target }) => setOf(target.value as typeof of)}
            options={exceptionKinds.map((kind) => ({ value: kind as string, label: say(exceptionWords[kind]) }))}
            vertical
          />
        </fieldset>
        <WordsField id="grounds" label={t('exceptionGrounds')} value={grounds} onChange={setGrounds} />
        <TypedNote />
        <ActButton
          type="primary"
          act={(key) => actOn(the, 'allow-exception', { of, grounds }, key)}
          onDone={done}
          kept={[grounds]}
          fields={{ of: 'exception' }}
        >
          {t('exceptionSend')}
        </ActButton>
      </ActDialog>
    </>
  );
}
